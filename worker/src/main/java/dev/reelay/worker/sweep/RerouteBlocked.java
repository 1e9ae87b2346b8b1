package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Moves requests that wait for what is paused, out, resting for long or failing on to the next of their candidates that is
 * well. Their place in the order stays. Any worker may, one at a time.
 */
@ApplicationScoped
class RerouteBlocked {
    private static final Logger LOG = Logger.getLogger(RerouteBlocked.class);
    /** Any number, the same in all versions: it names the work. */
    private static final long LOCK = 0x7265726f757465L;

    private static final int MOST_AT_ONCE = 500;

    private final Database database;
    private final OneAtATime oneAtATime;
    private final Counter moved;

    RerouteBlocked(Database database, OneAtATime oneAtATime, MeterRegistry meters) {
        this.database = database;
        this.oneAtATime = oneAtATime;
        this.moved = Counter.builder("reelay.requests.rerouted")
                .description("requests that went on to another candidate while they waited")
                .register(meters);
    }

    @Scheduled(every = "{reelay.sweep.reroute:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void reroute() {
        try {
            if (isAnyWaitingForWhatIsBlocked()) {
                oneAtATime.run(LOCK, this::moveAll);
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("requests that wait for what is blocked are moved when the database answers: %s", e.getMessage());
        }
    }

    /** One cheap question a second, as mostly there is nobody. */
    private boolean isAnyWaitingForWhatIsBlocked() {
        return database.query("""
                select exists (select from blocked_offering b where exists (
                  select from generation g where g.offering_id = b.offering_id and g.waiting and g.others <> '{}'))""", row -> row.getBoolean(1)).getFirst();
    }

    private void moveAll() {
        int all = 0;
        int some;
        do {
            some = database.query("select reroute_blocked(?)", row -> row.getInt(1), MOST_AT_ONCE)
                    .getFirst();
            moved.increment(some);
            all += some;
        } while (some == MOST_AT_ONCE);
        if (all > 0) {
            LOG.infof("%d requests waited for what is blocked and go on elsewhere", (Integer) all);
        }
    }
}
