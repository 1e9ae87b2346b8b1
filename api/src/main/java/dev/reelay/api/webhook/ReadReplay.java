package dev.reelay.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.catalog.Violation;
import dev.reelay.event.EventLog;
import dev.reelay.event.EventType;
import dev.reelay.request.Fields;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.Replay;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads which events are to be replayed to an endpoint. */
final class ReadReplay {
    private static final Set<String> FIELDS = Set.of("after", "until", "since", "types", "missing_only", "confirm");

    private final Fields fields;

    private ReadReplay(JsonNode body) {
        this.fields = new Fields(body);
    }

    /** @param confirm how many events the caller was told they are; null to be told */
    record Order(Replay.Wanted wanted, @Nullable Long confirm) {}

    static Order read(JsonNode body, Endpoint endpoint, EventLog.Ends log) {
        if (!body.isObject()) {
            throw wrong(List.of(new Violation("", "must be an object, {} for all that was missed")));
        }
        ReadReplay read = new ReadReplay(body);
        read.fields.onlyKnown(FIELDS);
        Long after = read.number("after");
        Long until = read.number("until");
        Instant since = read.fields.time("since");
        Set<String> types = read.types(endpoint);
        boolean missing = read.missing();
        Long confirm = read.number("confirm");
        if (!read.fields.violations().isEmpty()) {
            throw wrong(read.fields.violations());
        }
        Replay.Wanted wanted = new Replay.Wanted(
                after == null ? log.first() : Math.max(after, log.first()),
                until == null ? log.last() : Math.min(until, log.last()),
                since,
                types,
                missing);
        return new Order(wanted, confirm);
    }

    private @Nullable Long number(String field) {
        JsonNode given = fields.present(field);
        if (given != null && (!given.isIntegralNumber() || !given.canConvertToLong() || given.longValue() < 0)) {
            fields.refuse(field, "must be an integer from 0 on");
            return null;
        }
        return given == null ? null : given.longValue();
    }

    private boolean missing() {
        JsonNode given = fields.present("missing_only");
        if (given != null && !given.isBoolean()) {
            fields.refuse("missing_only", "must be true or false");
        }
        return given == null || given.booleanValue();
    }

    private Set<String> types(Endpoint endpoint) {
        Set<String> types =
                new TreeSet<>(fields.words("types", "types of events; leave it out for those of the webhook"));
        if (!EventType.ALL.containsAll(types)) {
            fields.refuse("types", "must be some of " + String.join(", ", EventType.ALL));
        }
        return types.isEmpty() ? new TreeSet<>(endpoint.types()) : types;
    }

    private static ProblemException wrong(List<Violation> violations) {
        return new ProblemException(Problem.violations(
                ProblemType.INVALID_REQUEST,
                "Nothing is replayed. Mend what is listed and send it again.",
                violations));
    }
}
