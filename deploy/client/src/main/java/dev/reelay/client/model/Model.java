package dev.reelay.client.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A model as the list tells it. */
public record Model(String id, String title, List<String> providers, JsonNode document) {
    public Model {
        providers = List.copyOf(providers);
    }

    static Model of(JsonNode document) {
        List<String> providers = new ArrayList<>();
        document.path("providers").forEach(provider -> providers.add(provider.asText()));
        return new Model(document.path("id").asText(), document.path("title").asText(), providers, document);
    }
}
