package dev.reelay.worker.pace;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.meter.Latency;
import dev.reelay.pace.GenerationTimes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What all workers have learned of each offering: its generation times, and how many of its renders ended well or
 * failed, by which routes are chosen. What this one sees is added to the shared history every few seconds, which answers
 * with all the times; a worker that sees nothing asks nothing.
 */
@ApplicationScoped
public class LearnTimes {
    private static final Logger LOG = Logger.getLogger(LearnTimes.class);

    private final Database database;
    private final Latency lateness;
    private final Map<String, GenerationTimes> known = new ConcurrentHashMap<>();
    private final Map<String, GenerationTimes> unshared = new ConcurrentHashMap<>();
    private final Map<String, Outcomes> uncounted = new ConcurrentHashMap<>();

    LearnTimes(Database database, MeterRegistry meters) {
        this.database = database;
        this.lateness = new Latency(
                meters, "reelay.poll.lateness", "the most by which an end was seen late: since the look before it");
    }

    /** The history of an offering, as far as this worker knows it. */
    public GenerationTimes of(String offering) {
        GenerationTimes times = known.get(offering);
        return times == null ? load(offering) : times;
    }

    /** A request ended well, between these two ages. */
    public void ended(String offering, Duration after, Duration notAfter) {
        lateness.took(notAfter.minus(after), "offering", offering);
        GenerationTimes one =
                known.getOrDefault(offering, GenerationTimes.none()).end(after, notAfter);
        known.merge(offering, one, GenerationTimes::plus);
        unshared.merge(offering, one, GenerationTimes::plus);
    }

    /** A render ended well, or failed so that another provider might have done it. */
    public void outcome(String offering, boolean well) {
        uncounted.merge(offering, well ? Outcomes.WELL : Outcomes.FAILED, Outcomes::plus);
    }

    private record Outcomes(int well, int failed) {
        private static final Outcomes WELL = new Outcomes(1, 0);
        private static final Outcomes FAILED = new Outcomes(0, 1);

        Outcomes plus(Outcomes more) {
            return new Outcomes(well + more.well, failed + more.failed);
        }
    }

    @Scheduled(every = "{reelay.run.share-times:3s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void share() {
        for (String offering : List.copyOf(unshared.keySet())) {
            GenerationTimes seen = unshared.remove(offering);
            if (seen != null) {
                share(offering, seen);
            }
        }
        for (String offering : List.copyOf(uncounted.keySet())) {
            Outcomes seen = uncounted.remove(offering);
            if (seen != null) {
                count(offering, seen);
            }
        }
    }

    private void share(String offering, GenerationTimes seen) {
        try {
            database.first(
                            "select share_generation_times(?, ?::float8[])",
                            LearnTimes::times,
                            offering,
                            Arrays.toString(seen.weights()).replace('[', '{').replace(']', '}'))
                    .ifPresent(all -> known.put(offering, all));
        } catch (DatabaseUnavailable e) {
            // A few seconds of history less; what is known here stays known here.
            LOG.debugf("generation times are not shared: %s", e.getMessage());
        }
    }

    /** Adds to the count of this minute, and drops those that nobody asks for any more. */
    private void count(String offering, Outcomes seen) {
        try {
            database.update("""
                    with old as (
                      delete from offering_outcome where offering = ? and minute < now() - interval '1 day')
                    insert into offering_outcome as o (offering, minute, well, failed)
                    values (?, date_trunc('minute', now()), ?, ?)
                    on conflict (offering, minute) do update
                      set well = o.well + excluded.well, failed = o.failed + excluded.failed""", offering, offering, seen.well(), seen.failed());
        } catch (DatabaseUnavailable e) {
            // It may have counted all the same, and twice would be worse than a few seconds less.
            LOG.debugf("outcomes are not shared: %s", e.getMessage());
        }
    }

    private GenerationTimes load(String offering) {
        GenerationTimes shared = database.first(
                        "select weights from generation_time where offering = ?", LearnTimes::times, offering)
                .orElseGet(GenerationTimes::none);
        GenerationTimes raced = known.putIfAbsent(offering, shared);
        return raced == null ? shared : raced;
    }

    private static GenerationTimes times(ResultSet row) throws SQLException {
        return GenerationTimes.of(row.getArray(1));
    }
}
