package dev.reelay.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One fact about a subject.
 *
 * @param number counts from 1 within the subject, without a gap
 */
public record Event(UUID id, String subjectKind, UUID subjectId, int number, String type, Instant at, JsonNode data) {}
