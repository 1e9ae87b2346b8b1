package dev.reelay.api.batch;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.batch.Batch;
import dev.reelay.batch.Batches;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Tries again what a batch has no result of, once for each batch: whoever asks again is told of the same. */
@Path("/v1/batches/{id}/retry")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class RetryBatchResource {
    private final Batches batches;
    private final FindBatch find;
    private final DescribeBatch describe;
    private final RunBatches run;
    private final Caller caller;

    RetryBatchResource(Batches batches, FindBatch find, DescribeBatch describe, RunBatches run, Caller caller) {
        this.batches = batches;
        this.find = find;
        this.describe = describe;
        this.run = run;
        this.caller = caller;
    }

    @POST
    public Response retry(@PathParam("id") String id) {
        Batch ended = find.find(id);
        if (!ended.state().hasFiles()) {
            throw BatchesResource.notNow(ended.state(), "be tried again before it has ended");
        }
        Batches.Retry next = batches.retry(caller.owner().requester(), ended.id())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_STEERABLE,
                        "There is a result of each of its lines; nothing is to be tried again.")));
        run.wake();
        Batch batch = find.find(next.id());
        Response.ResponseBuilder answer =
                Response.accepted(describe.whole(batch)).location(URI.create(describe.place(batch)));
        return next.fresh()
                ? answer.build()
                : answer.header("Idempotent-Replay", "true").build();
    }
}
