package dev.reelay.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.catalog.Violation;
import dev.reelay.request.Fields;
import dev.reelay.request.Keepable;
import dev.reelay.tenant.KeyDraft.Setting;
import dev.reelay.tenant.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a body that says something of a key or a tenant, and everything that is wrong with them. */
final class ReadDraft {
    private static final int LONGEST_NAME = 100;
    private static final double MOST_PER_SECOND = 100_000;
    private static final int MOST_BURST = 1_000_000;

    private final JsonNode body;
    private final Fields fields;

    ReadDraft(JsonNode body, Set<String> known) {
        if (!body.isObject()) {
            throw refusal(List.of(new Violation("", "must be an object")));
        }
        this.body = body;
        this.fields = new Fields(body);
        fields.onlyKnown(known);
    }

    Fields fields() {
        return fields;
    }

    /** Whether it is said, be it null. */
    boolean says(String field) {
        return body.has(field);
    }

    JsonNode value(String field) {
        return body.path(field);
    }

    @Nullable
    String name() {
        String name = fields.text("name", "what you call it");
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            fields.refuse("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    /** Null where nothing is said. */
    @Nullable
    Setting<RateLimit> limit() {
        JsonNode given = value("rate_limit");
        if (given.isMissingNode()) {
            return null;
        }
        if (given.isNull()) {
            return new Setting<>(null);
        }
        JsonNode perSecond = given.path("per_second");
        JsonNode burst = given.path("burst");
        if (given.size() != 2
                || !isWithin(perSecond, MOST_PER_SECOND)
                || !burst.isIntegralNumber()
                || burst.intValue() < 1
                || !isWithin(burst, MOST_BURST)) {
            fields.refuse(
                    "rate_limit",
                    "must be {\"per_second\": a number above 0 and up to 100000, \"burst\": an integer from 1 to 1000000}"
                            + ", or null for none");
            return null;
        }
        return new Setting<>(new RateLimit(perSecond.doubleValue(), burst.intValue()));
    }

    static boolean isWithin(JsonNode number, double most) {
        return number.isNumber() && number.doubleValue() >= 1e-6 && number.doubleValue() <= most;
    }

    /** Refuses a change that says nothing. */
    void mustSaySomething() {
        if (body.isEmpty()) {
            throw refusal(List.of(new Violation("", "must say what to change")));
        }
    }

    /** Ends the HTTP request if anything is wrong. */
    void endIfRefused() {
        List<Violation> violations = new ArrayList<>(fields.violations());
        violations.addAll(Keepable.violations(body));
        if (!violations.isEmpty()) {
            throw refusal(violations);
        }
    }

    private static ProblemException refusal(List<Violation> violations) {
        return new ProblemException(Problem.violations(
                ProblemType.INVALID_REQUEST, "Nothing was done. Mend what is listed and send it again.", violations));
    }
}
