package dev.reelay.client.event;

import java.util.List;

/** Events, where to go on, and whether there are more already. */
public record EventPage(List<Event> events, long next, boolean more) {
    public EventPage {
        events = List.copyOf(events);
    }
}
