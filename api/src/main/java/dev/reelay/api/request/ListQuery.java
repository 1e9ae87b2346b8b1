package dev.reelay.api.request;

import dev.reelay.api.problem.ReadQuery;
import dev.reelay.generation.GenerationFilter;
import dev.reelay.generation.GenerationState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list. */
final class ListQuery {
    private static final List<String> KNOWN =
            List.of("status", "model", "provider", "created_after", "created_before", "cursor", "limit");
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final ReadQuery query;

    private ListQuery(ReadQuery query) {
        this.query = query;
    }

    /** What to list, and how much of it. */
    record Wanted(GenerationFilter filter, int limit) {}

    static Wanted read(MultivaluedMap<String, String> parameters) {
        ReadQuery query = new ReadQuery(parameters, KNOWN);
        Wanted wanted = new Wanted(new ListQuery(query).filter(), query.limit(USUAL, MOST));
        query.endIfRefused();
        return wanted;
    }

    private GenerationFilter filter() {
        return new GenerationFilter(
                states(),
                word("model"),
                word("provider"),
                time("created_after"),
                time("created_before"),
                Cursor.of(query));
    }

    private List<GenerationState> states() {
        String status = query.text("status");
        List<GenerationState> states = status == null ? List.of() : GenerationState.withStatus(status);
        if (status != null && states.isEmpty()) {
            query.refuse("status", "must be one of " + String.join(", ", GenerationState.statuses()));
        }
        return states;
    }

    private @Nullable String word(String name) {
        String value = query.text(name);
        if (value != null && value.indexOf('\0') >= 0) {
            query.refuse(name, "must not hold the character U+0000");
        }
        return value;
    }

    private @Nullable Instant time(String name) {
        String value = query.text(name);
        try {
            // A plus that was not encoded arrives as a blank.
            return value == null
                    ? null
                    : OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            query.refuse(name, "must be an RFC 3339 time with its offset, such as 2027-01-31T12:00:00Z");
            return null;
        }
    }
}
