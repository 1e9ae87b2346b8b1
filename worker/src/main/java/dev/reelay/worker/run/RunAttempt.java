package dev.reelay.worker.run;

import dev.reelay.database.DatabaseUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The run of an attempt: a loop over one switch of the stage, entered at any. A step does one thing and answers the next
 * stage; the loop alone keeps it. When the race for a stage is lost, the row says where to go on.
 */
@ApplicationScoped
class RunAttempt {
    private static final Logger LOG = Logger.getLogger(RunAttempt.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final OpenWork openWork;
    private final SubmitAttempt submit;
    private final SettleDoubt settleDoubt;
    private final AwaitProvider awaitProvider;
    private final StoreOutputs storeOutputs;
    private final TraceSteps trace;

    RunAttempt(
            Ledger ledger,
            OpenWork openWork,
            SubmitAttempt submit,
            SettleDoubt settleDoubt,
            AwaitProvider awaitProvider,
            StoreOutputs storeOutputs,
            TraceSteps trace) {
        this.ledger = ledger;
        this.openWork = openWork;
        this.submit = submit;
        this.settleDoubt = settleDoubt;
        this.awaitProvider = awaitProvider;
        this.storeOutputs = storeOutputs;
        this.trace = trace;
    }

    /** Hears of each stage that was kept. */
    @FunctionalInterface
    interface Observer {
        void kept(Work work, Stage stage);
    }

    /** Runs until there is nothing more to do for the attempt here. */
    void run(Work work, Stage.Open entered, Signals signals, Observer observer) {
        Stage stage = entered;
        while (stage instanceof Stage.Open open) {
            Stage next = stepPatiently(work, open, signals);
            stage = keepStubbornly(work, next, signals, observer);
        }
    }

    private Stage step(Work work, Stage.Open stage, Signals signals) {
        return switch (stage) {
            case Stage.Claimed claimed -> submit.submit(work, signals);
            case Stage.InDoubt doubt -> settleDoubt.settle(work, doubt, signals);
            case Stage.Doubtful doubt -> settleDoubt.settle(work, doubt, signals);
            case Stage.Arriving arriving -> settleDoubt.settle(work, arriving, signals);
            case Stage.AtProvider at -> awaitProvider.await(work, at, signals);
            case Stage.Rendered rendered -> storeOutputs.store(work, rendered, signals);
            case Stage.Delivered delivered -> new Stage.Stored(delivered.objects());
            case Stage.Unknown unknown -> settleDoubt.outlast(work, unknown, signals);
        };
    }

    /** A database that is away is no verdict: whatever the step was, the row says where to go on. */
    private Stage stepPatiently(Work work, Stage.Open stage, Signals signals) {
        try {
            return trace.traced(work, stage, signals, () -> step(work, stage, signals));
        } catch (DatabaseUnavailable e) {
            LOG.warnf("waits for the database, %s: %s", work, e.getMessage());
            return rereadPatiently(work, signals);
        }
    }

    /** What a provider answered must not be lost for a fault of the database: it is offered until it is taken. */
    private Stage keepStubbornly(Work work, Stage next, Signals signals, Observer observer) {
        while (true) {
            try {
                if (!ledger.keep(work, next)) {
                    LOG.infof("another has moved it on, reads again, %s", work);
                    return openWork.reread(work);
                }
                observer.kept(work, next);
                return next;
            } catch (DatabaseUnavailable e) {
                LOG.warnf("the ledger waits for the database, %s: %s", work, e.getMessage());
                signals.sleep(BACK_OFF);
            }
        }
    }

    private Stage rereadPatiently(Work work, Signals signals) {
        while (work.tenure().held()) {
            try {
                signals.sleep(BACK_OFF);
                return openWork.reread(work);
            } catch (DatabaseUnavailable e) {
                LOG.debugf("still waits for the database, %s", work);
            }
        }
        return new Stage.Dropped();
    }
}
