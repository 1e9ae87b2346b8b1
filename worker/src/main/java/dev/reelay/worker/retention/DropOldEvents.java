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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Drops the days of events, and of their deliveries, that are older than they are kept. Every worker tries; the database lets one. */
@ApplicationScoped
class DropOldEvents {
    private static final Logger LOG = Logger.getLogger(DropOldEvents.class);
    private static final int POSITIONS_AT_ONCE = 10_000;

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
            OffsetDateTime eventsBefore = before(config.keepDays());
            int ofDeliveries =
                    dropped("drop_deliveries", before(keep.deliveryDays().orElse(config.keepDays())));
            int days = 0;
            do {
                dropPositions(eventsBefore);
                days++;
            } while (dropped("drop_events", eventsBefore) > 0);
            days--;
            if (days + ofDeliveries > 0) {
                LOG.infof("dropped events, days=%d of_deliveries=%d", (Integer) days, (Integer) ofDeliveries);
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("old events are dropped later: %s", e.getMessage());
        }
    }

    /** Those of a day, in small transactions: a day of many is millions. */
    private void dropPositions(OffsetDateTime before) {
        Optional<Long> reached = Optional.of(0L);
        while (reached.isPresent()) {
            reached = database.query(
                            "select drop_positions(?, ?, ?)",
                            row -> Optional.ofNullable(row.getObject(1, Long.class)),
                            before,
                            reached.get(),
                            POSITIONS_AT_ONCE)
                    .getFirst();
        }
    }

    private OffsetDateTime before(int keepDays) {
        return clock.instant().minus(Duration.ofDays(keepDays)).atOffset(ZoneOffset.UTC);
    }

    private int dropped(String function, OffsetDateTime before) {
        return database.query("select " + function + "(?)", row -> row.getInt(1), before)
                .getFirst();
    }
}
