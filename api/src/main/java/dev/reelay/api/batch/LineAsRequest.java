package dev.reelay.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.batch.BatchLines;
import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A line of a manifest, as it was asked for, to be sent once more; a deadline that has passed is left out. */
@ApplicationScoped
class LineAsRequest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> AS_THEY_STAND =
            List.of("model", "providers", "metadata", "webhook_url", "on_unknown");
    private static final List<String> DEADLINES = List.of("start_by", "finish_by");

    private final ObjectStore store;
    private final InstantSource clock;

    LineAsRequest(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    JsonNode describe(BatchLines.Outcome line) {
        JsonNode wanted = line.wanted();
        ObjectNode told = JSON.createObjectNode();
        if (line.customId() != null) {
            told.put("custom_id", line.customId());
        }
        AS_THEY_STAND.forEach(field -> set(told, field, wanted.path(field)));
        set(told, "webhook_events", wanted.path("webhook_types"));
        told.put("prefer", wanted.path("prefer").asText("listed"));
        told.put("allow_nearest", wanted.path("allow_nearest").asBoolean());
        told.put("priority", wanted.path("priority").asInt());
        DEADLINES.stream()
                .filter(field -> wanted.path(field).isTextual()
                        && Instant.parse(wanted.path(field).textValue()).isAfter(clock.instant()))
                .forEach(field -> set(told, field, wanted.path(field)));
        told.set(
                "input",
                wanted.hasNonNull("input")
                        ? wanted.path("input")
                        : kept(wanted.path("object_key").asText()));
        return told;
    }

    private JsonNode kept(String key) {
        return store.get(key).map(bytes -> parsed(bytes)).orElseGet(JSON::createObjectNode);
    }

    private static JsonNode parsed(byte[] input) {
        try {
            return JSON.readTree(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(ObjectNode told, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            told.set(name, value);
        }
    }
}
