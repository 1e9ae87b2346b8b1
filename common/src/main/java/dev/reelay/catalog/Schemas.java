package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.reelay.catalog.definition.Part;
import dev.reelay.catalog.definition.Problems;
import java.util.List;
import java.util.Locale;

/** Compiles the JSON Schemas of definitions, checked against the schema of schemas and for misspelt keywords. */
final class Schemas {
    /** Draft 2020-12, with our own keywords passed over in silence; misspelt ones are found before. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .unknownKeywordFactory((keyword, node) -> new NonValidationKeyword(keyword))
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            DIALECT,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .locale(Locale.ENGLISH)
                    .formatAssertionsEnabled(true)
                    .build()));

    private static final Schema OF_SCHEMAS = REGISTRY.getSchema(SchemaLocation.of(DIALECT.getId()));

    private static final Schema ANYTHING = REGISTRY.getSchema(JsonNodeFactory.instance.objectNode());

    private Schemas() {}

    /** The schema that stands at this part; one that takes anything where it is none, which is then a problem. */
    static Schema compile(JsonNode schema, Part part, Problems problems) {
        int before = problems.count();
        List<Error> errors = OF_SCHEMAS.validate(schema);
        if (!errors.isEmpty()) {
            Error first = errors.getFirst();
            String pointer = first.getInstanceLocation().toString();
            problems.add(part.placeOf(pointer), "no JSON Schema: `" + pointer + "` " + first.getMessage());
        }
        SchemaKeywords.check(schema, part, problems);
        return problems.count() == before ? compiled(schema, part, problems) : ANYTHING;
    }

    private static Schema compiled(JsonNode schema, Part part, Problems problems) {
        try {
            return REGISTRY.getSchema(schema);
        } catch (SchemaException malformed) {
            problems.add(part.place(), "no JSON Schema: " + malformed.getMessage());
            return ANYTHING;
        }
    }
}
