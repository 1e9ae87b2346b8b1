package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds records against the description of the topics that we publish. */
final class DescribedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode description;

    private DescribedEvents(JsonNode description) {
        this.description = description;
    }

    static DescribedEvents published() throws IOException {
        try (InputStream file = DescribedEvents.class.getResourceAsStream("/META-INF/resources/asyncapi.yaml")) {
            return new DescribedEvents(new YAMLMapper().readTree(Objects.requireNonNull(file)));
        }
    }

    /** The names of all types that are described. */
    Set<String> types() {
        Set<String> types = new TreeSet<>();
        description.at("/components/messages").fieldNames().forEachRemaining(types::add);
        return types;
    }

    /** All that was published so far is as described. */
    static void check(Pieces pieces) throws IOException {
        DescribedEvents description = published();
        for (ConsumerRecord<String, String> record : Events.all(pieces)) {
            description.check(record);
        }
    }

    /** The message of a record is described, and its headers and its value are as described, with nothing more. */
    void check(ConsumerRecord<String, String> record) throws IOException {
        ObjectNode headers = JSON.createObjectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        String type = headers.path("ce_type").asText();
        String name = type.replaceAll("^dev\\.reelay\\.|\\.v1$", "");

        assertThat(description.at("/components/messages/" + name + "/name").asText())
                .isEqualTo(type);
        assertThat(complaints("Headers", headers)).as(type).isEmpty();
        assertThat(complaints(name, JSON.readTree(record.value())))
                .as(record.value())
                .isEmpty();
    }

    private List<String> complaints(String schema, JsonNode document) {
        ObjectNode root = JSON.createObjectNode()
                .put("$ref", "#/components/schemas/" + schema)
                .put("unevaluatedProperties", false);
        root.set("components", description.get("components"));
        List<String> complaints = new ArrayList<>();
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root)
                .validate(document)
                .forEach(error -> complaints.add(error.toString()));
        return complaints;
    }
}
