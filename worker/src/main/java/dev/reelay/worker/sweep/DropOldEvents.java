package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.event.EventsConfig;
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
    private final InstantSource clock;

    DropOldEvents(Database database, EventsConfig config, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "10m")
    @RunOnVirtualThread
    void drop() {
        try {
            var before =
                    clock.instant().minus(Duration.ofDays(config.keepDays())).atOffset(ZoneOffset.UTC);
            int days = database.query("select drop_events(?)", row -> row.getInt(1), before)
                    .getFirst();
            int ofDeliveries = database.query("select drop_deliveries(?)", row -> row.getInt(1), before)
                    .getFirst();
            if (days + ofDeliveries > 0) {
                LOG.infof("dropped events, days=%d of_deliveries=%d", (Integer) days, (Integer) ofDeliveries);
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("old events are dropped later: %s", e.getMessage());
        }
    }
}
