package dev.reelay.worker.sweep;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.worker.membership.Orphans;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Has attempts of partitions that are no more, as when the topic was made anew with fewer, run by somebody. */
@ApplicationScoped
class AdoptFromGonePartitions {
    private static final Logger LOG = Logger.getLogger(AdoptFromGonePartitions.class);

    private final Orphans orphans;
    private final Findings findings;

    AdoptFromGonePartitions(Orphans orphans, Findings findings) {
        this.orphans = orphans;
        this.findings = findings;
    }

    @Scheduled(every = "{reelay.sweep.orphans:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void adopt() {
        try {
            int adopted = orphans.adopt();
            if (adopted > 0) {
                findings.found("orphaned_attempt", adopted);
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf(
                    "attempts of partitions that are gone are looked for when the database answers: %s",
                    e.getMessage());
        }
    }
}
