package dev.reelay.api.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A part of the log as it is answered.
 *
 * @param events as CloudEvents
 * @param next what to give as {@code after} for the next page; it rises also where no event was of a wanted type
 * @param more whether to ask at once, as there is more already
 */
record EventPage(List<ObjectNode> events, long next, boolean more) {}
