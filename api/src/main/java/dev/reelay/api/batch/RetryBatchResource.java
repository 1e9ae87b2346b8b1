package dev.reelay.api.batch;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.batch.Batch;
import dev.reelay.batch.Batches;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/**
 * Tries again what a batch has no result of, once for each batch: whoever asks again is told of the same. What may have been
 * bought is tried again only by who says so.
 */
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
    public Response retry(@PathParam("id") String id, @Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("at_risk"));
        boolean atRisk = query.flag("at_risk");
        query.endIfRefused();
        Batch ended = find.find(id);
        if (!ended.state().hasFiles()) {
            throw BatchesResource.notNow(ended.state(), "be tried again before it has ended");
        }
        Batches.Retry next = batches.retry(caller.owner().requester(), ended.id(), atRisk)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_STEERABLE,
                        atRisk
                                ? "It has no line that may have been bought and has no result."
                                : "It has no line without a result, but for those that may have been bought, if there are"
                                        + " any: at_risk=true tries these again, which may pay twice.")));
        run.wake();
        Batch batch = find.find(next.id());
        Response.ResponseBuilder answer =
                Response.accepted(describe.whole(batch)).location(URI.create(describe.place(batch)));
        return next.fresh()
                ? answer.build()
                : answer.header("Idempotent-Replay", "true").build();
    }
}
