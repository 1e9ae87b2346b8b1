package dev.reelay.api.request;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.generation.GenerationFilter;
import dev.reelay.generation.GenerationState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list; a filter that nobody knows is refused, since a mistyped one would show everything. */
final class ListQuery {
    private static final Set<String> KNOWN =
            new TreeSet<>(List.of("status", "model", "provider", "created_after", "created_before", "cursor", "limit"));
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final MultivaluedMap<String, String> given;
    private final List<Problem.Fault> faults = new ArrayList<>();

    private ListQuery(MultivaluedMap<String, String> given) {
        this.given = given;
    }

    /** What to list, and how much of it. */
    record Wanted(GenerationFilter filter, int limit) {}

    static Wanted read(MultivaluedMap<String, String> parameters) {
        ListQuery query = new ListQuery(parameters);
        Wanted wanted = query.wanted();
        if (!query.faults.isEmpty()) {
            throw new ProblemException(
                    Problem.of(ProblemType.INVALID_PARAMETER, "Mend the parameters that are listed.", query.faults));
        }
        return wanted;
    }

    private Wanted wanted() {
        given.forEach((name, values) -> {
            if (!KNOWN.contains(name)) {
                refuse(
                        name.length() > 60 ? name.substring(0, 60) : name,
                        "is not known here; there are " + String.join(", ", KNOWN));
            } else if (values.size() > 1) {
                refuse(name, "stands more than once");
            }
        });
        GenerationFilter filter = new GenerationFilter(
                states(), word("model"), word("provider"), time("created_after"), time("created_before"), cursor());
        return new Wanted(filter, limit());
    }

    private List<GenerationState> states() {
        String status = given.getFirst("status");
        List<GenerationState> states = status == null ? List.of() : GenerationState.withStatus(status);
        if (status != null && states.isEmpty()) {
            refuse("status", "must be one of " + String.join(", ", GenerationState.statuses()));
        }
        return states;
    }

    private @Nullable String word(String name) {
        String value = given.getFirst(name);
        if (value != null && value.indexOf('\0') >= 0) {
            refuse(name, "must not hold the character U+0000");
        }
        return value;
    }

    private @Nullable Instant time(String name) {
        String value = given.getFirst(name);
        try {
            // A plus that was not encoded arrives as a blank.
            return value == null
                    ? null
                    : OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            refuse(name, "must be an RFC 3339 time with its offset, such as 2027-01-31T12:00:00Z");
            return null;
        }
    }

    private @Nullable UUID cursor() {
        String value = given.getFirst("cursor");
        if (value == null) {
            return null;
        }
        return Cursor.parse(value).orElseGet(() -> {
            refuse("cursor", "is not one of ours; take next_cursor as it stands, or leave it out to begin");
            return null;
        });
    }

    private int limit() {
        String value = given.getFirst("limit");
        if (value == null) {
            return USUAL;
        }
        if (!value.matches("[0-9]{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST) {
            refuse("limit", "must be an integer from 1 to " + MOST);
            return USUAL;
        }
        return Integer.parseInt(value);
    }

    private void refuse(String parameter, String message) {
        faults.add(Problem.Fault.of(parameter, message));
    }
}
