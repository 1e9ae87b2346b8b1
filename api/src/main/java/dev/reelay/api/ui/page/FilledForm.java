package dev.reelay.api.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.request.StrictJson;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A filled-in form as the body that the api would be sent. What is empty is left out; what should be a number and is none is
 * passed on as it stands, so that the api's own check says what is wrong with it.
 */
public final class FilledForm {
    private static final String WAS = "was:";

    private final MultivaluedMap<String, String> fields;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    public FilledForm(MultivaluedMap<String, String> fields) {
        this.fields = fields;
    }

    /** Only the fields that differ from what stood in them before, which the form tells under {@code was:} and their name. */
    public static FilledForm ofChanges(MultivaluedMap<String, String> fields) {
        MultivaluedMap<String, String> changed = new MultivaluedHashMap<>();
        FilledForm all = new FilledForm(fields);
        fields.keySet().stream()
                .filter(name -> !name.startsWith(WAS) && !all.text(name).equals(all.text(WAS + name)))
                .forEach(name -> changed.putSingle(name, all.text(name)));
        return new FilledForm(changed);
    }

    /** Whether the form has this field, be it empty. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Takes over what is JSON; a field that is there and empty stands for nothing. */
    public FilledForm valuesOrNothing(String... names) {
        for (String name : names) {
            if (has(name) && text(name).isEmpty()) {
                body.putNull(name);
            }
        }
        return values(names);
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
            if (has(name)) {
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
