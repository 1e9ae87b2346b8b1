package dev.reelay.client.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A webhook to make: a public https address, the events it is told of (none for all), and headers that go with each delivery. */
public record WebhookDraft(String url, List<String> types, String description, Map<String, String> headers) {
    public WebhookDraft {
        types = List.copyOf(types);
        headers = Map.copyOf(headers);
    }

    public WebhookDraft(String url, List<String> types) {
        this(url, types, "", Map.of());
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("url", url);
        types.forEach(document.putArray("types")::add);
        if (!description.isEmpty()) {
            document.put("description", description);
        }
        if (!headers.isEmpty()) {
            headers.forEach(document.putObject("headers")::put);
        }
        return document;
    }

    /** Without the headers, which may be secret. */
    @Override
    public String toString() {
        return "webhook to " + url + " for " + types;
    }
}
