package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The age of the oldest request without an end, of the whole installation, as a meter; zero when all have ended. */
@ApplicationScoped
class WatchOldest {
    private static final Logger LOG = Logger.getLogger(WatchOldest.class);

    private final Database database;
    private volatile double seconds;

    WatchOldest(Database database, MeterRegistry meters) {
        this.database = database;
        Gauge.builder("reelay.requests.oldest.age", this, watch -> watch.seconds)
                .baseUnit("seconds")
                .description("the age of the oldest request without an end")
                .register(meters);
    }

    @Scheduled(every = "{reelay.sweep.oldest:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        try {
            seconds = database.first("""
                            select extract(epoch from clock_timestamp() - accepted_at) from generation
                            where ended_at is null order by id limit 1""", row -> row.getDouble(1)).orElse(0.0);
        } catch (DatabaseUnavailable e) {
            LOG.debugf("the oldest request is looked at when the database answers: %s", e.getMessage());
        }
    }
}
