package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.dialect.Dialects;
import dev.reelay.catalog.definition.Part;
import dev.reelay.catalog.definition.Part.Field;
import dev.reelay.catalog.definition.Part.Fields;
import dev.reelay.catalog.definition.Place;
import dev.reelay.catalog.definition.Problems;
import dev.reelay.catalog.definition.Suggestion;
import java.util.Set;

/** Finds keywords that JSON Schema does not know and would pass over in silence; those that begin with {@code x-} are ours. */
final class SchemaKeywords {
    private static final Set<String> KNOWN =
            Dialects.getDraft202012().getKeywords().keySet();
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "dependentSchemas");
    private static final Set<String> VALUES =
            Set.of("enum", "const", "default", "examples", "required", "dependentRequired");

    private SchemaKeywords() {}

    static void check(JsonNode schema, Part part, Problems problems) {
        schema.properties().forEach(keyword -> {
            String name = keyword.getKey();
            Part below = part.below(name);
            if (!KNOWN.contains(name) && !name.startsWith("x-")) {
                problems.add(keyPlace(part, name), "unknown keyword `" + name + "`" + meant(name));
            } else if (NAMED_SCHEMAS.contains(name) && below != null) {
                keyword.getValue()
                        .properties()
                        .forEach(named -> below(named.getValue(), named.getKey(), below, problems));
            } else if (!VALUES.contains(name) && below != null) {
                checkBelow(keyword.getValue(), below, problems);
            }
        });
    }

    private static void checkBelow(JsonNode value, Part part, Problems problems) {
        if (value.isObject()) {
            check(value, part, problems);
        }
        for (int item = 0; value.isArray() && item < value.size(); item++) {
            below(value.get(item), String.valueOf(item), part, problems);
        }
    }

    private static void below(JsonNode schema, String step, Part part, Problems problems) {
        Part below = part.below(step);
        if (schema.isObject() && below != null) {
            check(schema, below, problems);
        }
    }

    private static Place keyPlace(Part part, String name) {
        Field field = part instanceof Fields named ? named.fields().get(name) : null;
        return field == null ? part.place() : field.key();
    }

    private static String meant(String name) {
        return Suggestion.nearest(name, KNOWN)
                .map(word -> " in a JSON Schema; did you mean `" + word + "`?")
                .orElse(" in a JSON Schema; our own begin with x-");
    }
}
