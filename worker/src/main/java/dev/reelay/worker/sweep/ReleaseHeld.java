package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Puts requests that a budget holds back in line when it has room again. One worker at a time: two would let out what
 * there is room for once.
 */
@ApplicationScoped
class ReleaseHeld {
    private static final Logger LOG = Logger.getLogger(ReleaseHeld.class);
    /** Any number, the same in all versions: it names the work. */
    private static final long LOCK = 0x627564676574L;

    private static final int MOST_OF_A_BUDGET = 1000;

    private final Database database;
    private final OneAtATime oneAtATime;

    ReleaseHeld(Database database, OneAtATime oneAtATime) {
        this.database = database;
        this.oneAtATime = oneAtATime;
    }

    @Scheduled(every = "{reelay.sweep.budgets:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void release() {
        oneAtATime.run(LOCK, () -> {
            try {
                int released = database.query("select release_held(?)", row -> row.getInt(1), MOST_OF_A_BUDGET)
                        .getFirst();
                if (released > 0) {
                    LOG.infof("%d requests that budgets held wait for their turn again", (Integer) released);
                }
            } catch (DatabaseUnavailable e) {
                LOG.warnf("what budgets hold is looked at when the database answers: %s", e.getMessage());
            }
        });
    }
}
