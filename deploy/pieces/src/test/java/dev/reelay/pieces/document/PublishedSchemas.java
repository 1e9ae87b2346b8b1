package dev.reelay.pieces.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The schemas of others in src/test/resources/schemas, which says where each is from. */
public final class PublishedSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishedSchemas() {}

    /** What is wrong with this file, each with its place; {@code file} is what a reader of YAML made of it. */
    public static List<String> complaints(String schema, Object file) throws IOException {
        return compile(schema).validate(JSON.valueToTree(file)).stream()
                .map(Error::toString)
                .toList();
    }

    private static Schema compile(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                PublishedSchemas.class.getResourceAsStream("/schemas/" + name + ".json"), name)) {
            JsonNode schema = JSON.readTree(file);
            // The one is spelt otherwise than everybody knows it, the other is no address.
            ((ObjectNode) schema).remove(List.of("$schema", "$id"));
            return SchemaRegistry.withDefaultDialect(Dialects.getDraft7()).getSchema(schema);
        }
    }
}
