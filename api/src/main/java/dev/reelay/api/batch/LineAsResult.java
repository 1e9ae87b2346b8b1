package dev.reelay.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.batch.BatchLines;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A line of the file of results: {@code line}, {@code custom_id}, {@code request_id}, {@code status}, and what belongs to
 * it: {@code artifacts}, {@code error} or {@code errors}, and the {@code charge}.
 */
@ApplicationScoped
class LineAsResult {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode describe(BatchLines.Outcome line) {
        ObjectNode told = JSON.createObjectNode().put("line", line.n());
        put(told, "custom_id", line.customId());
        put(
                told,
                "request_id",
                line.requestId() == null ? null : line.requestId().toString());
        told.put("status", line.status() == null ? "refused" : line.status());
        set(told, "artifacts", line.artifacts());
        set(told, "error", line.error());
        if (line.status() == null) {
            ArrayNode faults = told.putArray("errors");
            line.faults()
                    .forEach(fault -> faults.addObject()
                            .put("field", fault.path("pointer").asText())
                            .put("message", fault.path("message").asText()));
        }
        set(told, "charge", line.charge());
        return told;
    }

    private static void put(ObjectNode told, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            told.put(name, value);
        }
    }

    private static void set(ObjectNode told, String name, JsonNode value) {
        if (!value.isNull()) {
            told.set(name, value);
        }
    }
}
