package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes the defaults of our own schemas explicit, since those of the providers differ from ours and from each other.
 * Free text, which every prompt and every medium is, has none: nobody's picture goes into a call that they did not send.
 */
final class Defaults {
    private Defaults() {}

    static JsonNode fill(JsonNode schema, JsonNode given) {
        ObjectNode complete = given.deepCopy();
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue().get("default");
            if (value != null && !complete.has(property.getKey()) && !isFreeText(property.getValue())) {
                complete.set(property.getKey(), value);
            }
        });
        return complete;
    }

    /** Whether a property takes any text, as prompts and links do; a choice among given words is not free. */
    static boolean isFreeText(JsonNode property) {
        boolean closed = property.has("enum") || property.has("const");
        JsonNode type = property.path("type");
        boolean plain = type.isTextual()
                && !type.asText().equals("string")
                && !type.asText().equals("array")
                && !type.asText().equals("object");
        return !closed && !plain;
    }
}
