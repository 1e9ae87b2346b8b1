package dev.reelay.worker.pace;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What all workers have learned of each offering's generation times. What this one sees is added to the shared history
 * every few seconds, which answers with the whole of it; a worker that sees nothing asks nothing.
 */
@ApplicationScoped
public class LearnTimes {
    private static final Logger LOG = Logger.getLogger(LearnTimes.class);

    private final Database database;
    private final Map<String, GenerationTimes> known = new ConcurrentHashMap<>();
    private final Map<String, GenerationTimes> unshared = new ConcurrentHashMap<>();

    LearnTimes(Database database) {
        this.database = database;
    }

    /** The history of an offering, as far as this worker knows it. */
    public GenerationTimes of(String offering) {
        GenerationTimes times = known.get(offering);
        return times == null ? load(offering) : times;
    }

    /** A request ended well, between these two ages. */
    public void ended(String offering, Duration after, Duration notAfter) {
        known.compute(offering, (id, times) -> (times == null ? GenerationTimes.none() : times).with(after, notAfter));
        unshared.compute(
                offering, (id, times) -> (times == null ? GenerationTimes.none() : times).with(after, notAfter));
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

    private GenerationTimes load(String offering) {
        GenerationTimes shared = database.first(
                        "select weights from generation_time where offering = ?", LearnTimes::times, offering)
                .orElseGet(GenerationTimes::none);
        GenerationTimes raced = known.putIfAbsent(offering, shared);
        return raced == null ? shared : raced;
    }

    private static GenerationTimes times(ResultSet row) throws SQLException {
        Array array = row.getArray(1);
        Double[] weights = (Double[]) array.getArray();
        return GenerationTimes.of(
                Arrays.stream(weights).mapToDouble(Double::doubleValue).toArray());
    }
}
