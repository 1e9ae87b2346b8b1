package dev.reelay.request;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The nearest to an input that an offering takes. Only sizes give way: numbers to the nearest of a choice or to the bound,
 * words and ratios to the nearest of a choice; of two that are as near, the smaller one is taken. Everything else stays
 * as it was asked for, and nothing is added or dropped.
 *
 * @param objections what still speaks against it, from the offering or else from the model; empty when it can be served
 */
record NearestInput(JsonNode input, List<Difference> differences, List<Violation> objections) {

    /** The input as it stands. */
    static NearestInput exactly(Offering offering, JsonNode asked) {
        return new NearestInput(asked, List.of(), offering.objections(asked));
    }

    /** The input with each field that the offering objects to as near as it can come. */
    static NearestInput of(Listing listing, Offering offering, JsonNode asked) {
        NearestInput exact = exactly(offering, asked);
        if (exact.objections().isEmpty()) {
            return exact;
        }
        JsonNode near = asked.deepCopy();
        List<Difference> differences = exact.objections().stream()
                .map(objection -> JsonPointer.compile(objection.pointer()))
                .flatMap(at -> bringNear(near, at, offering.serves().source()).stream())
                .toList();
        List<Violation> left = offering.objections(near);
        return new NearestInput(near, differences, left.isEmpty() ? listing.violations(near) : left);
    }

    private static Optional<Difference> bringNear(JsonNode input, JsonPointer at, JsonNode schema) {
        JsonNode asked = input.at(at);
        Optional<Difference> difference = nearest(asked, property(schema, at))
                .filter(gets -> !gets.equals(asked))
                .map(gets -> new Difference(at.toString(), asked, gets));
        difference.ifPresent(known -> set(input, at, known.gets()));
        return difference;
    }

    private static JsonNode property(JsonNode schema, JsonPointer at) {
        JsonNode here = schema;
        for (JsonPointer step = at; !step.matches(); step = step.tail()) {
            here = here.path("properties").path(step.getMatchingProperty());
        }
        return here;
    }

    private static Optional<JsonNode> nearest(JsonNode asked, JsonNode schema) {
        List<JsonNode> choices = choices(asked, schema);
        Optional<Measure> size = choices.isEmpty() ? Optional.empty() : Measure.of(asked);
        return size.flatMap(measure -> nearest(measure, choices));
    }

    private static Optional<JsonNode> nearest(Measure asked, List<JsonNode> choices) {
        record Choice(JsonNode value, Measure measure) {}
        return choices.stream()
                .flatMap(value -> Measure.of(value).map(measure -> new Choice(value, measure)).stream())
                .filter(choice -> choice.measure().kind().equals(asked.kind()))
                .min(Comparator.comparingDouble(
                                (Choice choice) -> choice.measure().stepsTo(asked))
                        .thenComparingDouble(choice -> choice.measure().size()))
                .map(Choice::value);
    }

    /** What a schema takes: the values that it names, else the bound that the value lies beyond. */
    private static List<JsonNode> choices(JsonNode asked, JsonNode schema) {
        List<JsonNode> choices = new ArrayList<>();
        if (schema.has("const")) {
            choices.add(schema.get("const"));
        } else if (schema.has("enum")) {
            schema.get("enum").forEach(choices::add);
        } else if (asked.isNumber()) {
            bound(schema, "minimum").filter(least -> compare(asked, least) < 0).ifPresent(choices::add);
            bound(schema, "maximum").filter(most -> compare(asked, most) > 0).ifPresent(choices::add);
        }
        return choices;
    }

    private static Optional<JsonNode> bound(JsonNode schema, String keyword) {
        return Optional.ofNullable(schema.get(keyword)).filter(JsonNode::isNumber);
    }

    private static int compare(JsonNode one, JsonNode other) {
        return one.decimalValue().compareTo(other.decimalValue());
    }

    private static void set(JsonNode input, JsonPointer at, JsonNode value) {
        if (at.head() != null && input.at(at.head()) instanceof ObjectNode owner) {
            owner.set(at.last().getMatchingProperty(), value);
        }
    }
}
