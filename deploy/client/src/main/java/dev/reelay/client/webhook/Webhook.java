package dev.reelay.client.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An address of yours that is told of events; no types means all. The document of a new one has its secret, this once. */
public record Webhook(String id, String url, List<String> types, boolean enabled, JsonNode document) {
    public Webhook {
        types = List.copyOf(types);
    }

    static Webhook of(JsonNode document) {
        List<String> types = new ArrayList<>();
        document.path("types").forEach(type -> types.add(type.asText()));
        return new Webhook(
                document.path("id").asText(),
                document.path("url").asText(""),
                types,
                document.path("enabled").asBoolean(),
                document);
    }

    /** What deliveries are signed with; told once, when the webhook is made. */
    public Optional<String> secret() {
        return Optional.ofNullable(document.path("secret").asText(null));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "webhook " + id + " to " + url;
    }
}
