package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;

/** A JSON Schema 2020-12 over an input, with messages that name the field and what would be right. */
public final class InputSchema {
    private final JsonNode source;
    private final Schema schema;

    InputSchema(JsonNode source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** Every violation, in the order of the fields; empty when the input is valid. */
    public List<Violation> violations(JsonNode input) {
        return schema.validate(input).stream()
                .map(error -> new Violation(String.valueOf(error.getInstanceLocation()), error.getMessage()))
                .toList();
    }

    /** The schema as it stands in the definition. */
    public JsonNode source() {
        return source;
    }
}
