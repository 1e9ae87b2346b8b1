package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the defaults of our own schemas explicit, since those of the providers differ from ours and from each other. */
final class Defaults {
    private Defaults() {}

    static JsonNode fill(JsonNode schema, JsonNode given) {
        ObjectNode complete = given.deepCopy();
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue().get("default");
            if (value != null && !complete.has(property.getKey())) {
                complete.set(property.getKey(), value);
            }
        });
        return complete;
    }
}
