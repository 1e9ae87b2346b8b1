package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Violation;
import java.util.List;

/**
 * A request as it was read, with everything that was wrong with its form; where a part was wrong, its default stands in,
 * so that the rest can be checked too.
 *
 * @param inputAt the JSON pointer of the input in the body that was sent: empty where the body is the input
 */
public record Draft(String model, JsonNode input, String inputAt, Terms terms, List<Violation> violations) {
    public Draft {
        violations = List.copyOf(violations);
    }

    /** A body that is the input and nothing else. */
    public static Draft bare(String model, JsonNode body) {
        return new Draft(model, body, "", Terms.NONE, Keepable.violations(body));
    }

    /** Whether the input holds something that no database could keep; then nothing else can be said of it yet. */
    boolean inputIsUnkeepable() {
        return violations.stream().anyMatch(violation -> violation.pointer().startsWith(inputAt + "/"));
    }
}
