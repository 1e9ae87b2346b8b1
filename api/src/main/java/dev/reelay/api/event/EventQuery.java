package dev.reelay.api.event;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.event.EventLog;
import dev.reelay.event.EventType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads where a reader of events stands and what it wants. */
final class EventQuery {
    private static final List<String> OF_PAGE = List.of("after", "limit", "types");
    private static final List<String> OF_STREAM = List.of("after", "types");
    private static final List<String> OF_REQUEST = List.of("after");
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private final MultivaluedMap<String, String> given;
    private final List<Problem.Fault> faults = new ArrayList<>();

    private EventQuery(MultivaluedMap<String, String> given) {
        this.given = given;
    }

    /**
     * What is wanted.
     *
     * @param after the position that the reader has read up to; null when it did not say
     * @param types all when none is named
     */
    record Wanted(@Nullable Long after, Set<String> types, int limit) {
        /** Where to begin, once it is certain that nothing between there and the log's beginning was missed. */
        long from(EventLog.Ends log, ToLongFunction<EventLog.Ends> otherwise) {
            if (after == null) {
                return otherwise.applyAsLong(log);
            }
            if (after < log.first()) {
                throw new ProblemException(Problem.of(
                        ProblemType.EVENTS_GONE,
                        "Events up to position " + log.first() + " are not kept any more. What they told can be read at"
                                + " /v1/requests; then go on with after=" + log.first() + "."));
            }
            if (after > log.last()) {
                throw new ProblemException(invalid(List.of(Problem.Fault.of(
                        "after",
                        "no event has this position yet; the newest has " + log.last()
                                + ". If it was read here, the database was restored from an older copy"))));
            }
            return after;
        }
    }

    /** For {@code GET /v1/events} as JSON. */
    static Wanted page(MultivaluedMap<String, String> parameters) {
        return new EventQuery(parameters).read(OF_PAGE, null);
    }

    /**
     * For the same as a stream. The header, which a browser sends by itself when it comes back, wins over the address that
     * it was first given.
     */
    static Wanted stream(MultivaluedMap<String, String> parameters, @Nullable String lastEventId) {
        return new EventQuery(parameters).read(OF_STREAM, lastEventId);
    }

    /** For a stream of one request. */
    static Wanted request(MultivaluedMap<String, String> parameters, @Nullable String lastEventId) {
        return new EventQuery(parameters).read(OF_REQUEST, lastEventId);
    }

    private Wanted read(List<String> known, @Nullable String lastEventId) {
        checkNames(known);
        Long after = position("after", given.getFirst("after"));
        Long seen = position(HttpHeaders.LAST_EVENT_ID_HEADER, lastEventId);
        Wanted wanted = new Wanted(seen == null ? after : seen, types(), limit());
        if (!faults.isEmpty()) {
            throw new ProblemException(invalid(faults));
        }
        return wanted;
    }

    private static Problem invalid(List<Problem.Fault> faults) {
        return Problem.of(ProblemType.INVALID_PARAMETER, "Mend the parameters that are listed.", faults);
    }

    private void checkNames(List<String> known) {
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                refuse(
                        name.length() > 60 ? name.substring(0, 60) : name,
                        "is not known here; there are " + String.join(", ", known));
            } else if (values.size() > 1) {
                refuse(name, "stands more than once");
            }
        });
    }

    private @Nullable Long position(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,18}")) {
            refuse(name, "must be the position of an event, such as 1204, or 0 to begin with the oldest");
            return null;
        }
        return Long.valueOf(value);
    }

    private Set<String> types() {
        String value = given.getFirst("types");
        if (value == null) {
            return Set.of();
        }
        Set<String> types = new TreeSet<>(Arrays.asList(value.split(",", -1)));
        if (!EventType.ALL.containsAll(types)) {
            refuse("types", "must be some of " + String.join(", ", EventType.ALL) + ", separated by commas");
        }
        return types;
    }

    private int limit() {
        String value = given.getFirst("limit");
        if (value == null) {
            return USUAL;
        }
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST) {
            refuse("limit", "must be an integer from 1 to " + MOST);
            return USUAL;
        }
        return Integer.parseInt(value);
    }

    private void refuse(String parameter, String message) {
        faults.add(Problem.Fault.of(parameter, message));
    }
}
