package dev.reelay.api.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.request.StrictJson;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A filled-in form as the body that the api would be sent. What is empty is left out; what should be a number and is none is
 * passed on as it stands, so that the api's own check says what is wrong with it.
 */
public final class FilledForm {
    private final MultivaluedMap<String, String> fields;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    public FilledForm(MultivaluedMap<String, String> fields) {
        this.fields = fields;
    }

    /** Takes over texts. */
    public FilledForm texts(String... names) {
        for (String name : names) {
            if (!text(name).isEmpty()) {
                body.put(name, text(name));
            }
        }
        return this;
    }

    /** Takes over what is JSON: numbers, objects. */
    public FilledForm values(String... names) {
        for (String name : names) {
            if (!text(name).isEmpty()) {
                body.set(name, json(text(name)));
            }
        }
        return this;
    }

    /** Takes over switches: on when they are there. */
    public FilledForm flags(String... names) {
        for (String name : names) {
            if (fields.containsKey(name)) {
                body.put(name, true);
            }
        }
        return this;
    }

    /** Takes over all that is chosen under one name. */
    public FilledForm list(String name) {
        List<String> chosen = fields.getOrDefault(name, List.of());
        if (!chosen.isEmpty()) {
            chosen.forEach(body.withArray(name)::add);
        }
        return this;
    }

    /** What stands in a field; empty when nothing does. */
    public String text(String name) {
        String text = fields.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /** All of it. */
    public ObjectNode body() {
        return body;
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof StrictJson.Document document
                ? document.root()
                : JsonNodeFactory.instance.textNode(text);
    }
}
