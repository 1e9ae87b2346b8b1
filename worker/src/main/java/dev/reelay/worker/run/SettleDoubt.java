package dev.reelay.worker.run;

import dev.reelay.worker.provider.Bill;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Attempts of which nobody here knows whether a provider accepted them. Whoever claimed one may be on the wire still, and
 * its answer is taken until the attempt's own time for it is over, with a margin. Then the provider's history is searched,
 * and only then is the outcome unknown. Even so an answer, or a person, may still tell it.
 */
@ApplicationScoped
class SettleDoubt {
    private final OpenWork openWork;
    private final RecoverAttempt recover;
    private final Counterparts counterparts;
    private final RunConfig config;

    SettleDoubt(OpenWork openWork, RecoverAttempt recover, Counterparts counterparts, RunConfig config) {
        this.openWork = openWork;
        this.recover = recover;
        this.counterparts = counterparts;
        this.config = config;
    }

    Stage settle(Work work, Stage.InDoubt doubt, Signals signals) {
        return movedOn(work, doubt, doubt.answerStillPossible(), signals)
                .orElseGet(() -> new Stage.Doubtful(
                        "the worker that sent it ended before it could keep the answer; the provider may have accepted "
                                + "it"));
    }

    /** Asks the provider, where it can be asked. */
    Stage settle(Work work, Stage.Doubtful doubt, Signals signals) {
        return switch (recover.recover(work, signals)) {
            case RecoverAttempt.Outcome.Moved moved -> openWork.reread(work);
            case RecoverAttempt.Outcome.Untold untold ->
                new Stage.Unknown(
                        doubt.reason() + untold.why() + hope(work), counterparts.longestRender(work.offering()));
        };
    }

    private String hope(Work work) {
        return counterparts.callback(work) == null ? "" : "; its callback may still tell";
    }

    /** The answer was the result: what its reader had stored by its end is all that there will ever be. */
    Stage settle(Work work, Stage.Arriving arriving, Signals signals) {
        return movedOn(work, arriving, arriving.mayStillArrive(), signals)
                .orElseGet(() -> new Stage.Rendered(arriving.remote(), arriving.acceptedAt(), List.of(), Bill.UNTOLD));
    }

    /** An unknown attempt may be rendering: it holds its slot until it no longer can be, or until its outcome is told. */
    Stage outlast(Work work, Stage.Unknown unknown, Signals signals) {
        long end = System.nanoTime() + unknown.mayStillRender().toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            signals.sleep(Duration.ofNanos(Math.min(left, config.unknownEvery().toNanos())));
            if (!work.tenure().held()) {
                return new Stage.Dropped();
            }
            Stage now = openWork.reread(work);
            if (!(now instanceof Stage.Unknown)) {
                return now;
            }
        }
        return new Stage.Forgotten();
    }

    /** Waits for whoever may still be on the wire; empty when the time for it is over. */
    private Optional<Stage> movedOn(Work work, Stage.Open found, Duration still, Signals signals) {
        long end = System.nanoTime() + still.plus(config.answerMargin()).toNanos();
        while (System.nanoTime() - end < 0) {
            signals.sleep(config.doubtEvery());
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
