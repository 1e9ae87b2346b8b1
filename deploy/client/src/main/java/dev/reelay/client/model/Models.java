package dev.reelay.client.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.client.http.Call;
import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be asked for, who can be asked, at what price. */
public final class Models {
    private final Calls calls;

    public Models(Calls calls) {
        this.calls = calls;
    }

    /** All models that the installation knows, ordered by id. */
    public List<Model> list() throws InterruptedException {
        List<Model> models = new ArrayList<>();
        calls.answer(Call.get("/v1/models")).path("models").forEach(model -> models.add(Model.of(model)));
        return models;
    }

    /** Everything about one model: its input as a JSON Schema, an input that works, its offerings with their prices. */
    public JsonNode get(String id) throws InterruptedException {
        String path = Stream.of(id.split("/", -1)).map(Query::encode).collect(Collectors.joining("/"));
        return calls.answer(Call.get("/v1/models/" + path));
    }
}
