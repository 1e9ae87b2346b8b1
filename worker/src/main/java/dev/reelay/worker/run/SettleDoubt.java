package dev.reelay.worker.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
        return movedOn(work, doubt, doubt.answerStillPossible(), signals)
                .orElseGet(() -> new Stage.Unknown(
                        "the worker that sent it ended before it could keep the answer; the provider may have accepted "
                                + "it",
                        counterparts.longestRender(work.offering())));
    }

    /** The answer was the result: what its reader had stored by its end is all that there will ever be. */
    Stage settle(Work work, Stage.Arriving arriving, Signals signals) {
        return movedOn(work, arriving, arriving.mayStillArrive(), signals)
                .orElseGet(() -> new Stage.Rendered(arriving.remote(), arriving.acceptedAt(), List.of(), null));
    }

    /** Waits for whoever may still be on the wire; empty when the time for it is over. */
    private Optional<Stage> movedOn(Work work, Stage.Open found, Duration still, Signals signals) {
        long end = System.nanoTime() + still.plus(MARGIN).toNanos();
        while (System.nanoTime() - end < 0) {
            signals.sleep(LOOK_EVERY);
            if (!work.tenure().held()) {
                return Optional.of(new Stage.Dropped());
            }
            Stage now = openWork.reread(work);
            if (!now.getClass().equals(found.getClass())) {
                return Optional.of(now);
            }
        }
        return Optional.empty();
    }
}
