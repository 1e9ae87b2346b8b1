package dev.reelay.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.request.RequestConfig;
import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/**
 * Puts an input where it belongs: into the row, or into the bucket when it is large. The object is written before the row
 * that names it, so that a row's input is always there; an object without a row harms nobody.
 */
@ApplicationScoped
class Inputs {
    private final ObjectStore store;
    private final RequestConfig config;

    Inputs(ObjectStore store, RequestConfig config) {
        this.store = store;
        this.config = config;
    }

    void keep(int tenant, String name, JsonNode input, ObjectNode row) {
        byte[] bytes = input.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= config.inlineInputBytes()) {
            row.set("input", input);
            return;
        }
        String key = "inputs/" + tenant + "/" + name;
        store.put(key, bytes, "application/json");
        row.put("object_key", key);
    }
}
