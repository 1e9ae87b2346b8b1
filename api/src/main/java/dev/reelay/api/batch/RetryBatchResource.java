package dev.reelay.api.batch;

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
    private final SteerBatch steer;
    private final FindBatch find;
    private final DescribeBatch describe;

    RetryBatchResource(SteerBatch steer, FindBatch find, DescribeBatch describe) {
        this.steer = steer;
        this.find = find;
        this.describe = describe;
    }

    @POST
    public Response retry(@PathParam("id") String id, @Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("at_risk"));
        boolean atRisk = query.flag("at_risk");
        query.endIfRefused();
        Batches.Retry next = steer.retry(id, atRisk);
        Batch batch = find.find(next.id());
        Response.ResponseBuilder answer =
                Response.accepted(describe.whole(batch)).location(URI.create(describe.place(batch)));
        return next.fresh()
                ? answer.build()
                : answer.header("Idempotent-Replay", "true").build();
    }
}
