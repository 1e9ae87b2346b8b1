package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.definition.Part;
import dev.reelay.catalog.definition.Part.Fields;
import dev.reelay.catalog.definition.Problems;
import dev.reelay.catalog.definition.Section;
import java.util.List;
import java.util.Map;

/** A schema and its rules, as models and offerings hold them. */
final class SchemaReader {
    private SchemaReader() {}

    /** What callers of one of our models send. Its defaults are filled in, so they must not be free text. */
    static InputSchema ours(Section model) {
        Part part = model.part("input", "must be the JSON Schema of the input");
        JsonNode source = object(part, model.problems(), "input");
        source.path("properties").properties().forEach(property -> {
            if (property.getValue().has("default") && Defaults.isFreeText(property.getValue())) {
                model.problems()
                        .add(
                                part.placeOf("/properties/" + property.getKey() + "/default"),
                                "`" + property.getKey() + "` takes any text, so nobody's text can be its default; "
                                        + "use `examples`");
            }
        });
        return new InputSchema(source, Schemas.compile(source, part, model.problems()), rules(model, source), true);
    }

    /** What a provider's own model takes. Its defaults are the provider's samples, and are never filled in. */
    static InputSchema theirs(Section model) {
        Part part = model.part("input", "must be the JSON Schema of the provider's own input");
        JsonNode source = object(part, model.problems(), "input");
        return new InputSchema(source, Schemas.compile(source, part, model.problems()), rules(model, source), false);
    }

    /** What an offering serves of its model's input: only the fields it names, and everything when it says nothing. */
    static InputSchema serves(Section offering, String provider) {
        Part part = offering.has("serves") ? offering.part("serves", "") : nothing(offering);
        ObjectNode source = object(part, offering.problems(), "serves").deepCopy();
        if (source.has("properties") && !source.has("additionalProperties")) {
            source.put("additionalProperties", false);
            source.put(Complaint.NOT_TAKEN, "is not taken by " + provider);
        }
        return new InputSchema(
                source, Schemas.compile(source, part, offering.problems()), rules(offering, source), false);
    }

    private static Part nothing(Section section) {
        return new Fields(section.place(), Map.of());
    }

    private static ObjectNode object(Part part, Problems problems, String key) {
        if (part.json() instanceof ObjectNode object) {
            return object;
        }
        problems.add(part.place(), "`" + key + "` must be a JSON Schema, written as named parts");
        return JsonNodeFactory.instance.objectNode();
    }

    private static List<Rule> rules(Section owner, JsonNode schema) {
        return owner.sections("rules").stream().map(rule -> rule(rule, schema)).toList();
    }

    private static Rule rule(Section section, JsonNode schema) {
        Rule rule = new Rule(
                ExpressionValue.required(section, "when", List.of()), section.text("at"), section.text("message"));
        String field = rule.at().isEmpty() ? "" : rule.at().substring(1).split("/", -1)[0];
        if (section.has("at")
                && !(rule.at().startsWith("/") && schema.path("properties").has(field))) {
            section.problems()
                    .add(
                            section.placeOf("at"),
                            "`at` must be the JSON pointer of a field of the schema, such as /duration");
        }
        section.end();
        return rule;
    }
}
