package dev.reelay.worker.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * An attempt that was found in SUBMITTING: whoever claimed it may be on the wire still, and its answer is taken until the
 * attempt's own time for it is over, with a margin. Only then is the outcome unknown.
 */
@ApplicationScoped
class SettleDoubt {
    /** For an answer that came in time to be written. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final OpenWork openWork;
    private final Counterparts counterparts;

    SettleDoubt(OpenWork openWork, Counterparts counterparts) {
        this.openWork = openWork;
        this.counterparts = counterparts;
    }

    Stage settle(Work work, Stage.InDoubt doubt, Signals signals) {
        long end = System.nanoTime() + doubt.answerStillPossible().plus(MARGIN).toNanos();
        while (System.nanoTime() - end < 0) {
            signals.sleep(LOOK_EVERY);
            if (!work.tenure().held()) {
                return new Stage.Dropped();
            }
            Stage now = openWork.reread(work);
            if (!(now instanceof Stage.InDoubt)) {
                return now;
            }
        }
        return new Stage.Unknown(
                "the worker that sent it ended before it could keep the answer; the provider may have accepted it",
                counterparts.longestRender(work.offering()));
    }
}
