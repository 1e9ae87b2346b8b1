package dev.reelay.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import java.io.UncheckedIOException;
import java.util.Map;

/** Inputs of a bundled model that four providers offer, each with its own gaps. */
final class Inputs {
    static final Catalog CATALOG = CatalogLoader.load(null, Map.of());
    static final Listing LUMA = CATALOG.find("luma/ray-2/image-to-video").orElseThrow();

    private Inputs() {}

    static Offering lumaAt(String provider) {
        return LUMA.offerings().stream()
                .filter(offering -> offering.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    /** Complete, with these fields, such as {@code "duration": 9}. */
    static ObjectNode luma(String fields) {
        String more = fields.isEmpty() ? "" : ", " + fields;
        return (ObjectNode) LUMA.complete(json(
                "{\"prompt\": \"The keeper turns\", \"image_url\": \"https://cdn.example.com/a.png\"" + more + "}"));
    }

    static ObjectNode json(String text) {
        try {
            return new ObjectMapper().readValue(text, ObjectNode.class);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
