package dev.reelay.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.event.CloudEvents;
import dev.reelay.event.Positioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;

/**
 * The body of a delivery: the whole CloudEvent, below 20 KB. Where its data is too long, the longest fields are left out
 * and named in {@code omitted}; {@code GET /v1/requests/{id}} tells them.
 */
@ApplicationScoped
class WebhookBody {
    /** CloudEvents 1.0, structured mode. */
    static final String TYPE = "application/cloudevents+json; charset=utf-8";

    private static final int LONGEST = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CloudEvents cloudEvents;

    WebhookBody(CloudEvents cloudEvents) {
        this.cloudEvents = cloudEvents;
    }

    byte[] of(Positioned event) {
        ObjectNode whole = cloudEvents.structured(event);
        byte[] body = bytes(whole);
        while (body.length > LONGEST) {
            omitLongest((ObjectNode) whole.get("data"));
            body = bytes(whole);
        }
        return body;
    }

    private static void omitLongest(ObjectNode data) {
        ArrayNode omitted = data.withArray("omitted");
        String longest = data.properties().stream()
                .filter(field -> !field.getKey().equals("omitted"))
                .max(Comparator.comparingInt(field -> bytes(field.getValue()).length))
                .map(Map.Entry::getKey)
                .orElseThrow();
        data.remove(longest);
        omitted.add(longest);
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON is always writable", e);
        }
    }
}
