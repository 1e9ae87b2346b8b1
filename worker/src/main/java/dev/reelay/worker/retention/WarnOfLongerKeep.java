package dev.reelay.worker.retention;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.event.EventsConfig;
import dev.reelay.retention.KeepConfig;
import dev.reelay.retention.ShortestKeep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says where this worker would drop what the database's owner keeps for longer: such things stay until the owner's time. */
@ApplicationScoped
class WarnOfLongerKeep {
    private static final Logger LOG = Logger.getLogger(WarnOfLongerKeep.class);

    private final Database database;
    private final KeepConfig keep;
    private final EventsConfig events;

    WarnOfLongerKeep(Database database, KeepConfig keep, EventsConfig events) {
        this.database = database;
        this.keep = keep;
        this.events = events;
    }

    @Scheduled(every = "6h", delayed = "1m")
    @RunOnVirtualThread
    void warn() {
        try {
            longer().forEach(LOG::warn);
        } catch (DatabaseUnavailable e) {
            LOG.debugf("how long the owner keeps things is asked later: %s", e.getMessage());
        }
    }

    /** One sentence for each kind of thing. */
    List<String> longer() {
        Map<String, Optional<Duration>> ours = ShortestKeep.of(keep, events);
        List<String> sentences = new ArrayList<>();
        owners().forEach((what, owners) -> ours.getOrDefault(what, Optional.empty())
                .filter(time -> owners.isEmpty() || time.compareTo(owners.get()) < 0)
                .ifPresent(time ->
                        sentences.add(what + " would be kept for " + time + " here, and the database keeps them "
                                + owners.map(longer -> "for " + longer).orElse("for good")
                                + ": run the command migrate with the same reelay.keep settings")));
        return sentences;
    }

    private Map<String, Optional<Duration>> owners() {
        Map<String, Optional<Duration>> times = new HashMap<>();
        database.query(
                        "select what, case when isfinite(time) then extract(epoch from time)::bigint end from keep_at_least",
                        row -> Map.entry(row.getString(1), Optional.ofNullable(row.getObject(2, Long.class))))
                .forEach(row -> times.put(row.getKey(), row.getValue().map(Duration::ofSeconds)));
        return times;
    }
}
