package dev.reelay.api.ui.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.event.TellChanges;
import dev.reelay.tenant.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of a list once for all who were told of the same news: what was made is good until the next event, and
 * never for longer than a moment. Nobody gets rows that are older than the news that made him ask.
 */
@ApplicationScoped
class RememberRows {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final TellChanges changes;
    private final Caller caller;
    private final InstantSource clock;
    private final Map<Asked, Made> known = new ConcurrentHashMap<>();

    RememberRows(TellChanges changes, Caller caller, InstantSource clock) {
        this.changes = changes;
        this.caller = caller;
        this.clock = clock;
    }

    /** Who asks for what: the same filters show more to an admin. */
    private record Asked(int tenant, Role role, Map<String, List<String>> filters) {}

    private record Made(String rows, long upTo, Instant at) {}

    /** The rows by these filters, made now unless they are known. */
    String of(MultivaluedMap<String, String> filters, Supplier<String> make) {
        OptionalLong newest = changes.newest();
        if (newest.isEmpty()) {
            return make.get();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        Asked asked = new Asked(caller.tenant().id(), caller.owner().role(), Map.copyOf(filters));
        return known.compute(
                        asked,
                        (key, before) -> isGood(before, newest.getAsLong()) ? before : made(make, newest.getAsLong()))
                .rows();
    }

    private boolean isGood(@Nullable Made made, long newest) {
        if (made == null || made.upTo() < newest) {
            return false;
        }
        Duration age = Duration.between(made.at(), clock.instant());
        return !age.isNegative() && age.compareTo(REMEMBERED) < 0;
    }

    private Made made(Supplier<String> make, long upTo) {
        Instant at = clock.instant();
        return new Made(make.get(), upTo, at);
    }
}
