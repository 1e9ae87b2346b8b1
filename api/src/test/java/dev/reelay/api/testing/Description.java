package dev.reelay.api.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;

/** The description of the api that it serves itself. */
public final class Description {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Description() {}

    /** All of it. */
    public static JsonNode read() throws JsonProcessingException {
        return JSON.readTree(RestAssured.get("/q/openapi?format=json").asString());
    }

    /** What a schema of the description has against an answer. */
    public static List<String> complaints(String schema, Response answer) throws JsonProcessingException {
        return complaints(read(), schema, JSON.readTree(answer.asString()));
    }

    /** What a schema of the description has against a document. */
    public static List<String> complaints(JsonNode description, String schema, JsonNode document) {
        ObjectNode root = JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        root.set("components", description.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root)
                .validate(document)
                .stream()
                .map(error -> schema + error)
                .toList();
    }
}
