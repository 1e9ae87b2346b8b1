package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Keeps partitions for the events of the next days: without one for today nothing could be written. */
@ApplicationScoped
class MakeEventPartitions {
    private static final Logger LOG = Logger.getLogger(MakeEventPartitions.class);
    private static final int DAYS_AHEAD = 8;

    private final Database database;

    MakeEventPartitions(Database database) {
        this.database = database;
    }

    void started(@Observes @Priority(5) StartupEvent event) {
        make();
    }

    @Scheduled(every = "6h", delayed = "1h")
    @RunOnVirtualThread
    void later() {
        try {
            make();
        } catch (DatabaseUnavailable e) {
            LOG.warnf("partitions for events are made later: %s", e.getMessage());
        }
    }

    private void make() {
        int made = database.query("select make_event_partitions(?)", row -> row.getInt(1), DAYS_AHEAD)
                .getFirst();
        if (made > 0) {
            LOG.infof("made %d partitions for events", (Integer) made);
        }
    }
}
