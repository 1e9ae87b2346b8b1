package dev.reelay.client.event;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that happened. The position orders all events and is where to go on after; the name is the type without prefix and
 * version, as {@code generation.completed}; the document is the whole CloudEvent. Told at least once: a repeat has the same id.
 */
public record Event(long position, String id, String name, JsonNode document) {
    private static final String PREFIX = "dev.reelay.";

    /** Reads a CloudEvent. */
    public static Event of(JsonNode document) {
        return new Event(
                document.path("data").path("position").asLong(),
                document.path("id").asText(),
                name(document.path("type").asText()),
                document);
    }

    private static String name(String type) {
        String bare = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
        return bare.replaceFirst("\\.v\\d+$", "");
    }

    /** The request that it is about, or empty. */
    public String requestId() {
        return document.path("data").path("request_id").asText("");
    }

    /** When it happened, as RFC 3339 says. */
    public String time() {
        return document.path("time").asText();
    }
}
