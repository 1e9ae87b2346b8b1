package dev.reelay.api.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.catalog.Violation;
import dev.reelay.request.Fields;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads what is to be changed, and refuses with all that is wrong with it; what is not given stays as it is. */
final class ReadChange {
    private static final int MOST_SLOTS = 100_000;
    private static final double HEAVIEST = 1000;
    private static final double LEAST_SECONDS = 0.001;
    private static final double MOST_SECONDS = 86_400;

    private final JsonNode body;
    private final Fields fields;

    private ReadChange(JsonNode body) {
        this.body = body;
        this.fields = new Fields(body);
    }

    static ObjectNode ofAccount(JsonNode body) {
        ReadChange read = new ReadChange(body);
        read.fields.onlyKnown(Set.of("slots", "weight", "start_every", "paused", "out", "reset"));
        read.check("slots", ReadChange::isSlots, "must be an integer from 1 to " + MOST_SLOTS);
        read.check("weight", isNumber(Double.MIN_VALUE, HEAVIEST), "must be a number above 0 and up to 1000");
        read.check(
                "start_every",
                isNumber(LEAST_SECONDS, MOST_SECONDS).or(JsonNode::isNull),
                "must be seconds from 0.001 to 86400, or null for no pace");
        read.check("paused", JsonNode::isBoolean, "must be true or false");
        read.check(
                "out",
                value -> value.isBoolean() && !value.booleanValue(),
                "can only be false: the account is tried again. To stop it, pause it");
        read.check("reset", JsonNode::booleanValue, "can only be true");
        return read.change();
    }

    static ObjectNode ofOffering(JsonNode body) {
        ReadChange read = new ReadChange(body);
        read.fields.onlyKnown(Set.of("slots", "paused", "close_breaker"));
        read.check(
                "slots",
                value -> value.isNull() || isSlots(value),
                "must be an integer from 1 to " + MOST_SLOTS + ", or null for no limit");
        read.check("paused", JsonNode::isBoolean, "must be true or false");
        read.check("close_breaker", JsonNode::booleanValue, "can only be true");
        return read.change();
    }

    private void check(String field, Predicate<JsonNode> right, String message) {
        JsonNode value = body.get(field);
        if (value != null && !right.test(value)) {
            fields.refuse(field, message);
        }
    }

    private ObjectNode change() {
        if (!(body instanceof ObjectNode object)) {
            throw wrong(List.of(new Violation("", "must be an object")));
        }
        if (object.isEmpty()) {
            throw wrong(List.of(new Violation("", "must say what to change")));
        }
        if (!fields.violations().isEmpty()) {
            throw wrong(fields.violations());
        }
        return object;
    }

    private static boolean isSlots(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= 1
                && value.intValue() <= MOST_SLOTS;
    }

    private static Predicate<JsonNode> isNumber(double from, double to) {
        return value -> value.isNumber() && value.doubleValue() >= from && value.doubleValue() <= to;
    }

    private static ProblemException wrong(List<Violation> violations) {
        return new ProblemException(Problem.violations(
                ProblemType.INVALID_REQUEST,
                "Nothing was changed. Mend what is listed and send it again.",
                violations));
    }
}
