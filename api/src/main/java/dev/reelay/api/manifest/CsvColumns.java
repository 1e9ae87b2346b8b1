package dev.reelay.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reelay.catalog.Catalog;
import dev.reelay.request.ReadEnvelope;
import dev.reelay.request.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table mean: the fields of an envelope by their names, {@code metadata.x} for metadata, and all
 * others, with {@code input.} before them or without, for the input. A cell is text where the model's schema wants text, and
 * else the JSON that it holds, if any; an empty cell is as good as none.
 */
final class CsvColumns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INPUT = "input.";
    private static final String METADATA = "metadata.";
    private static final Set<String> LISTS = Set.of("providers", "webhook_events");
    private static final Set<String> TYPED = Set.of("priority", "allow_nearest", "input", "metadata");

    private final Catalog catalog;
    private final @Nullable String usualModel;

    /** @param usualModel of rows that name none */
    CsvColumns(Catalog catalog, @Nullable String usualModel) {
        this.catalog = catalog;
        this.usualModel = usualModel;
    }

    /** What is wrong with a header; null if nothing is. */
    @Nullable
    String objection(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).isEmpty()) {
                return "is the header, and its column " + (i + 1) + " has no name; name it or leave it out";
            }
            if (!seen.add(header.get(i))) {
                return "is the header, and the column " + header.get(i) + " stands in it twice";
            }
        }
        return null;
    }

    ObjectNode envelope(List<String> header, String[] row) {
        ObjectNode envelope = JSON.createObjectNode();
        int model = header.indexOf("model");
        JsonNode schema = schema(model >= 0 && model < row.length && !row[model].isEmpty() ? row[model] : usualModel);
        for (int i = 0; i < row.length; i++) {
            if (row[i] != null && !row[i].isEmpty()) {
                put(envelope, header.get(i), row[i], schema);
            }
        }
        return envelope;
    }

    private static void put(ObjectNode envelope, String column, String cell, JsonNode schema) {
        if (column.startsWith(METADATA)) {
            envelope.withObjectProperty("metadata").put(column.substring(METADATA.length()), cell);
        } else if (column.startsWith(INPUT)) {
            String field = column.substring(INPUT.length());
            envelope.withObjectProperty("input").set(field, value(cell, schema.path(field)));
        } else if (LISTS.contains(column)) {
            List.of(cell.strip().split("[\\s;,|]+")).forEach(envelope.withArrayProperty(column)::add);
        } else if (TYPED.contains(column)) {
            envelope.set(column, parsed(cell));
        } else if (column.equals("custom_id") || ReadEnvelope.FIELDS.contains(column)) {
            envelope.put(column, cell);
        } else {
            envelope.withObjectProperty("input").set(column, value(cell, schema.path(column)));
        }
    }

    private JsonNode schema(@Nullable String model) {
        return model == null
                ? JSON.missingNode()
                : catalog.find(model)
                        .map(listing -> listing.input().source().path("properties"))
                        .orElse(JSON.missingNode());
    }

    private static JsonNode value(String cell, JsonNode schema) {
        return wantsText(schema, cell) ? TextNode.valueOf(cell) : parsed(cell);
    }

    private static boolean wantsText(JsonNode schema, String cell) {
        for (JsonNode choice : schema.path("enum")) {
            if (choice.isTextual() && choice.textValue().equals(cell)) {
                return true;
            }
        }
        return schema.path("type").asText().equals("string");
    }

    private static JsonNode parsed(String cell) {
        return StrictJson.parse(cell.getBytes(StandardCharsets.UTF_8)) instanceof StrictJson.Document document
                ? document.root()
                : TextNode.valueOf(cell);
    }
}
