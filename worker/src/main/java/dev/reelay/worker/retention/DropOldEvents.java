package dev.reelay.worker.retention;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.event.EventsConfig;
import dev.reelay.retention.KeepConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Drops the days of events, and of their deliveries, that are older than they are kept. Every worker tries; the database lets one. */
@ApplicationScoped
class DropOldEvents {
    private static final Logger LOG = Logger.getLogger(DropOldEvents.class);

    private final Database database;
    private final EventsConfig config;
    private final KeepConfig keep;
    private final InstantSource clock;

    DropOldEvents(Database database, EventsConfig config, KeepConfig keep, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.keep = keep;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "10m")
    @RunOnVirtualThread
    void drop() {
        try {
            int ofDeliveries = dropped("drop_deliveries", keep.deliveryDays().orElse(config.keepDays()));
            int days = dropped("drop_events", config.keepDays());
            if (days + ofDeliveries > 0) {
                LOG.infof("dropped events, days=%d of_deliveries=%d", (Integer) days, (Integer) ofDeliveries);
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("old events are dropped later: %s", e.getMessage());
        }
    }

    private int dropped(String function, int keepDays) {
        var before = clock.instant().minus(Duration.ofDays(keepDays)).atOffset(ZoneOffset.UTC);
        return database.query("select " + function + "(?)", row -> row.getInt(1), before)
                .getFirst();
    }
}
