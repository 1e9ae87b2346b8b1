package dev.reelay.api.batch;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.FindRequest;
import dev.reelay.batch.Batch;
import dev.reelay.batch.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Finds the caller's own batch; what is no id, unknown, or another tenant's is all the same 404. */
@ApplicationScoped
public class FindBatch {
    private final Batches batches;
    private final Caller caller;

    FindBatch(Batches batches, Caller caller) {
        this.batches = batches;
        this.caller = caller;
    }

    /** Whose batches are found. */
    Caller caller() {
        return caller;
    }

    /** The batch with this id. */
    public Batch find(String id) {
        return FindRequest.parse(id)
                .flatMap(known -> batches.find(caller.tenant().id(), known))
                .orElseThrow(FindBatch::unknown);
    }

    Batch find(UUID id) {
        return batches.find(caller.tenant().id(), id).orElseThrow(FindBatch::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(ProblemType.UNKNOWN_BATCH, "Your tenant has no batch with this id."));
    }
}
