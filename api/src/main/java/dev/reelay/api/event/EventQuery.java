package dev.reelay.api.event;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.event.EventLog;
import dev.reelay.event.EventType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads where a reader of events stands and what it wants. */
final class EventQuery {
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private final ReadQuery query;

    private EventQuery(ReadQuery query) {
        this.query = query;
    }

    /**
     * What is wanted.
     *
     * @param after the position that the reader has read up to; 0 for the oldest event that is kept, null when it did not
     *     say
     * @param types all when none is named
     */
    record Wanted(@Nullable Long after, Set<String> types, int limit) {
        /** Where to begin, once it is certain that nothing between there and the log's beginning was missed. */
        long from(EventLog.Ends log, ToLongFunction<EventLog.Ends> otherwise) {
            if (after == null) {
                return otherwise.applyAsLong(log);
            }
            if (after == 0) {
                return log.first();
            }
            if (after < log.first()) {
                throw new ProblemException(Problem.of(
                        ProblemType.EVENTS_GONE,
                        "Events up to position " + log.first() + " are not kept any more. What they told can be read at"
                                + " /v1/requests; then go on with after=" + log.first() + "."));
            }
            if (after > log.last()) {
                throw new ProblemException(Problem.of(
                        ProblemType.INVALID_PARAMETER,
                        "If that position was read here, the database was restored from an older copy.",
                        List.of(Problem.Fault.of(
                                "after", "no event has this position yet; the newest has " + log.last()))));
            }
            return after;
        }
    }

    /** For {@code GET /v1/events} as JSON. */
    static Wanted page(MultivaluedMap<String, String> parameters) {
        return read(parameters, List.of("after", "limit", "types"), null);
    }

    /**
     * For the same as a stream. The header, which a browser sends by itself when it comes back, wins over the address that
     * it was first given.
     */
    static Wanted stream(MultivaluedMap<String, String> parameters, @Nullable String lastEventId) {
        return read(parameters, List.of("after", "types"), lastEventId);
    }

    /** For a stream of one request. */
    static Wanted request(MultivaluedMap<String, String> parameters, @Nullable String lastEventId) {
        return read(parameters, List.of("after"), lastEventId);
    }

    private static Wanted read(
            MultivaluedMap<String, String> parameters, List<String> known, @Nullable String lastEventId) {
        ReadQuery given = new ReadQuery(parameters, known);
        EventQuery query = new EventQuery(given);
        Long after = query.position("after", given.text("after"));
        Long seen = query.position(HttpHeaders.LAST_EVENT_ID_HEADER, lastEventId);
        Wanted wanted = new Wanted(seen == null ? after : seen, query.types(), given.limit(USUAL, MOST));
        given.endIfRefused();
        return wanted;
    }

    private @Nullable Long position(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,18}")) {
            query.refuse(name, "must be the position of an event, such as 1204, or 0 to begin with the oldest");
            return null;
        }
        return Long.valueOf(value);
    }

    private Set<String> types() {
        String value = query.text("types");
        if (value == null) {
            return Set.of();
        }
        Set<String> types = new TreeSet<>(Arrays.asList(value.split(",", -1)));
        if (!EventType.ALL.containsAll(types)) {
            query.refuse("types", "must be some of " + String.join(", ", EventType.ALL) + ", separated by commas");
        }
        return types;
    }
}
