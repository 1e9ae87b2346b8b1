package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;

/**
 * A JSON Schema 2020-12 over an input, and rules across its fields, with messages that name the field and what would be
 * right and never repeat the value. Rules see defaults as filled in, and are asked only when the schema holds.
 */
public final class InputSchema {
    private final JsonNode source;
    private final Schema schema;
    private final List<Rule> rules;
    private final boolean fillsDefaults;

    InputSchema(JsonNode source, Schema schema, List<Rule> rules, boolean fillsDefaults) {
        this.source = source;
        this.schema = schema;
        this.rules = List.copyOf(rules);
        this.fillsDefaults = fillsDefaults;
    }

    /** Every violation, in the order of the fields; empty when the input is valid. */
    public List<Violation> violations(JsonNode input) {
        List<Violation> found = Violations.of(schema.validate(input), source);
        if (!found.isEmpty() || rules.isEmpty()) {
            return found;
        }
        Object seen = Documents.plain(fillsDefaults ? Defaults.fill(source, input) : input);
        return rules.stream()
                .filter(rule -> rule.when().holds(seen))
                .map(rule -> new Violation(rule.at(), rule.message()))
                .toList();
    }

    /** The schema as it stands in the definition. */
    public JsonNode source() {
        return source;
    }
}
