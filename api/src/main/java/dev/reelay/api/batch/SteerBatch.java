package dev.reelay.api.batch;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchState;
import dev.reelay.batch.Batches;
import jakarta.enterprise.context.ApplicationScoped;

/** Pauses a batch of the caller's, has it go on, cancels it, or tries again what it has no result of. */
@ApplicationScoped
public class SteerBatch {
    private final Batches batches;
    private final FindBatch find;
    private final RunBatches run;
    private final Caller caller;

    SteerBatch(Batches batches, FindBatch find, RunBatches run, Caller caller) {
        this.batches = batches;
        this.find = find;
        this.run = run;
        this.caller = caller;
    }

    /** Nothing further is released. */
    public Batch pause(String id) {
        return steer(id, Batches.Wish.PAUSE, "be paused");
    }

    /** Goes on where it was paused. */
    public Batch resume(String id) {
        return steer(id, Batches.Wish.RESUME, "go on");
    }

    /** Nothing further is released, and what was is cancelled. */
    public Batch cancel(String id) {
        return steer(id, Batches.Wish.CANCEL, "be cancelled");
    }

    private Batch steer(String id, Batches.Wish wish, String words) {
        Batch batch = find.find(id);
        BatchState now = batches.steer(caller.tenant().id(), batch.id(), wish).orElse(batch.state());
        if (!wish.isFulfilledBy(now)) {
            throw notNow(now, words);
        }
        return find.find(id);
    }

    /**
     * A batch of the lines that it has no result of; once for each batch.
     *
     * @param atRisk those that may have been bought, and nobody knows; otherwise those that were not
     */
    public Batches.Retry retry(String id, boolean atRisk) {
        Batch ended = find.find(id);
        if (!ended.state().hasFiles()) {
            throw notNow(ended.state(), "be tried again before it has ended");
        }
        Batches.Retry next = batches.retry(caller.owner().requester(), ended.id(), atRisk)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_STEERABLE,
                        atRisk
                                ? "It has no line that may have been bought and has no result."
                                : "It has no line without a result, but for those that may have been bought, if there are"
                                        + " any: at_risk=true tries these again, which may pay twice.")));
        run.wake();
        return next;
    }

    static ProblemException notNow(BatchState state, String words) {
        return new ProblemException(
                Problem.of(ProblemType.NOT_STEERABLE, "The batch is " + state.status() + " and cannot " + words + "."));
    }
}
