package dev.reelay.route;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.pace.GenerationTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the workers have seen of each offering, as the database has it: a snapshot some seconds old, so that choosing a
 * route costs no statement. Whoever finds it stale reads anew, the others go by the old one meanwhile, and so does
 * everybody while the database is away.
 */
@ApplicationScoped
public class RouteFacts {
    private static final Logger LOG = Logger.getLogger(RouteFacts.class);

    private final Supplier<Map<String, Experience>> read;
    private final Duration freshFor;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Snapshot latest = new Snapshot(Map.of(), Instant.MIN);

    private record Snapshot(Map<String, Experience> byOffering, Instant readAt) {}

    @Inject
    RouteFacts(Database database, RouteConfig config, InstantSource clock) {
        this(() -> read(database), config.factsFor(), clock);
    }

    RouteFacts(Supplier<Map<String, Experience>> read, Duration freshFor, InstantSource clock) {
        this.read = read;
        this.freshFor = freshFor;
        this.clock = clock;
    }

    /** What is known of an offering, by its id. */
    public Experience of(String offering) {
        if (isStale() && reading.tryLock()) {
            try {
                refresh();
            } finally {
                reading.unlock();
            }
        }
        return latest.byOffering().getOrDefault(offering, Experience.NONE);
    }

    /** A clock that was set back makes nothing fresh for longer. */
    private boolean isStale() {
        return Duration.between(latest.readAt(), clock.instant()).abs().compareTo(freshFor) >= 0;
    }

    private void refresh() {
        if (!isStale()) {
            return;
        }
        Map<String, Experience> known = latest.byOffering();
        try {
            known = read.get();
        } catch (DatabaseUnavailable e) {
            LOG.warnf("routes are chosen by what was known before: %s", e.getMessage());
        }
        latest = new Snapshot(known, clock.instant());
    }

    private static Map<String, Experience> read(Database database) {
        Map<String, Experience> found = new LinkedHashMap<>();
        database.query("""
                select offering, weights, coalesce(well, 0) as well, coalesce(failed, 0) as failed, reason
                from generation_time
                  full join (
                    select offering, sum(well) as well, sum(failed) as failed from offering_outcome
                    where minute > now() - interval '30 minutes' group by offering) o using (offering)
                  full join (
                    select offering, coalesce(min(reason), 'blocked') as reason from blocked_offering
                    group by offering) b using (offering)""", row -> found.put(row.getString("offering"), experience(row)));
        return Map.copyOf(found);
    }

    private static Experience experience(ResultSet row) throws SQLException {
        return new Experience(
                median(row.getArray("weights")), row.getInt("well"), row.getInt("failed"), row.getString("reason"));
    }

    private static @Nullable Duration median(@Nullable Array weights) throws SQLException {
        GenerationTimes times = weights == null ? GenerationTimes.none() : GenerationTimes.of(weights);
        return times.isHistory() ? Duration.ofMillis(Math.round(times.medianSeconds() * 1000)) : null;
    }
}
