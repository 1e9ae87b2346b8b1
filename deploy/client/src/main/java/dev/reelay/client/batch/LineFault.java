package dev.reelay.client.batch;

import com.fasterxml.jackson.databind.JsonNode;

/** What is wrong with one line of a manifest; the custom id is empty where it has none. */
public record LineFault(long line, String customId, String field, String message, JsonNode document) {

    static LineFault of(JsonNode fault) {
        return new LineFault(
                fault.path("line").asLong(),
                fault.path("custom_id").asText(""),
                fault.path("field").asText(""),
                fault.path("message").asText(""),
                fault);
    }
}
