package dev.reelay.api.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.fuzz.Operation.Body;
import dev.reelay.api.fuzz.Operation.Field;
import dev.reelay.api.fuzz.Operation.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads all operations of a description. */
final class ReadOperations {
    private static final int DEEPEST = 4;

    private final JsonNode description;

    private ReadOperations(JsonNode description) {
        this.description = description;
    }

    /** In the order of the description. */
    static List<Operation> of(JsonNode description) {
        ReadOperations read = new ReadOperations(description);
        return description.get("paths").properties().stream()
                .flatMap(path -> read.at(path.getKey(), path.getValue()))
                .toList();
    }

    private Stream<Operation> at(String path, JsonNode item) {
        return item.properties().stream()
                .filter(entry -> !entry.getKey().equals("parameters"))
                .map(entry -> operation(path, item, entry.getKey(), entry.getValue()));
    }

    private Operation operation(String path, JsonNode item, String method, JsonNode described) {
        List<Parameter> parameters = Stream.of(item.path("parameters"), described.path("parameters"))
                .flatMap(some -> StreamSupport.stream(some.spliterator(), false))
                .map(this::parameter)
                .toList();
        List<Body> bodies = described.at("/requestBody/content").properties().stream()
                .map(content -> body(content.getKey(), content.getValue()))
                .toList();
        Set<String> statuses = new TreeSet<>();
        described.path("responses").fieldNames().forEachRemaining(statuses::add);
        return new Operation(
                described.path("operationId").asText(),
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                bodies,
                statuses);
    }

    private Parameter parameter(JsonNode described) {
        JsonNode parameter = resolved(described);
        String reference = described.path("$ref").asText();
        String name = parameter.get("name").asText();
        return new Parameter(
                name,
                parameter.get("in").asText(),
                reference.isEmpty() ? name : reference.substring(reference.lastIndexOf('/') + 1),
                resolved(parameter.path("schema")),
                parameter.has("example") ? parameter.get("example").asText() : null);
    }

    private Body body(String type, JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        content.path("examples").forEach(example -> examples.add(example.get("value")));
        if (examples.isEmpty()) {
            examples.add(
                    type.endsWith("json")
                            ? JsonNodeFactory.instance.objectNode()
                            : JsonNodeFactory.instance.textNode("no image"));
        }
        Map<List<String>, Field> fields = new LinkedHashMap<>();
        collect(List.of(), resolved(content.path("schema")), fields);
        examples.forEach(example -> collectFromExample(List.of(), example, fields));
        return new Body(type, examples, List.copyOf(fields.values()));
    }

    private void collect(List<String> path, JsonNode schema, Map<List<String>, Field> fields) {
        if (!path.isEmpty()) {
            fields.put(path, new Field(path, schema));
        }
        if (path.size() == DEEPEST) {
            return;
        }
        Stream.of(schema.path("oneOf"), schema.path("allOf"), schema.path("anyOf"))
                .flatMap(some -> StreamSupport.stream(some.spliterator(), false))
                .map(this::resolved)
                .forEach(one -> collect(path, one, fields));
        schema.path("properties")
                .properties()
                .forEach(property -> collect(below(path, property.getKey()), resolved(property.getValue()), fields));
        if (schema.has("items")) {
            collect(below(path, "0"), resolved(schema.get("items")), fields);
        }
    }

    /** What only an example tells, such as the input of a model, is a field too. */
    private static void collectFromExample(List<String> path, JsonNode example, Map<List<String>, Field> fields) {
        if (!path.isEmpty()) {
            String type = example.isTextual() ? "string" : example.isNumber() ? "number" : "object";
            fields.putIfAbsent(
                    path, new Field(path, JsonNodeFactory.instance.objectNode().put("type", type)));
        }
        example.properties()
                .forEach(property -> collectFromExample(below(path, property.getKey()), property.getValue(), fields));
    }

    private static List<String> below(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(description.at(node.get("$ref").asText().substring(1)))
                : node;
    }
}
