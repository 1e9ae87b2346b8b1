package dev.reelay.worker.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Waits with what was bought from a provider, or with a key, that this worker does not have. The settings may bring it back.
 * Nobody waits for the slot of such an attempt meanwhile, and it is given up when no verdict is to be expected any more.
 */
@ApplicationScoped
class OutlastAbsence {
    private static final Logger LOG = Logger.getLogger(OutlastAbsence.class);

    private final Counterparts counterparts;
    private final Progress progress;
    private final RunConfig config;
    private final InstantSource clock;

    OutlastAbsence(Counterparts counterparts, Progress progress, RunConfig config, InstantSource clock) {
        this.counterparts = counterparts;
        this.progress = progress;
        this.config = config;
        this.clock = clock;
    }

    Stage outlast(Work work, Stage.AtProvider at, Signals signals) {
        Duration late =
                Duration.between(at.acceptedAt(), clock.instant()).minus(counterparts.longestRender(work.offering()));
        if (late.compareTo(config.lateFor()) > 0) {
            return Stage.GivenUp.late("no worker had the key or the provider that it was bought with");
        }
        LOG.warnf(
                "cannot ask, this worker has no definition of the provider, or not the key that it was bought with;"
                        + " looks again later, origin=%s %s",
                at.remote().origin(), work);
        progress.unanswered(work);
        if (late.isPositive()) {
            progress.overdue(work);
        }
        if (work.finishBy() != null && clock.instant().isAfter(work.finishBy())) {
            progress.expired(work);
        }
        signals.sleep(config.absentEvery());
        return work.tenure().held() ? at : new Stage.Dropped();
    }
}
