package dev.reelay.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.Cursor;
import dev.reelay.batch.Batch;
import dev.reelay.batch.Batches;
import dev.reelay.catalog.Violation;
import dev.reelay.request.Fields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Looking at batches and steering them. */
@Path("/v1/batches")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class BatchesResource {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Batches batches;
    private final FindBatch find;
    private final SteerBatch steer;
    private final DescribeBatch describe;
    private final ReadBody body;
    private final BatchConfig config;
    private final Caller caller;

    BatchesResource(
            Batches batches,
            SteerBatch steer,
            DescribeBatch describe,
            ReadBody body,
            BatchConfig config,
            FindBatch find) {
        this.batches = batches;
        this.find = find;
        this.steer = steer;
        this.describe = describe;
        this.body = body;
        this.config = config;
        this.caller = find.caller();
    }

    @GET
    public BatchDocuments.Page list(@Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("limit", "cursor"));
        UUID before = Cursor.of(query);
        int limit = query.limit(USUAL, MOST);
        query.endIfRefused();
        List<Batch> found = batches.list(caller.tenant().id(), before, limit + 1);
        boolean more = found.size() > limit;
        List<Batch> page = more ? found.subList(0, limit) : found;
        return new BatchDocuments.Page(
                page.stream().map(describe::brief).toList(),
                more ? Cursor.after(page.getLast().id()) : null);
    }

    @GET
    @Path("/{id}")
    public BatchDocuments.Whole whole(@PathParam("id") String id) {
        return describe.whole(find.find(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public BatchDocuments.Whole change(@PathParam("id") String id, InputStream sent) {
        Batch batch = find.find(id);
        JsonNode asked = body.json(sent);
        Fields fields = new Fields(asked);
        fields.onlyKnown(Set.of("concurrency"));
        int concurrency = fields.integer("concurrency", 1, config.mostConcurrency(), 0);
        if (concurrency == 0 && fields.violations().isEmpty()) {
            fields.violations().add(new Violation("/concurrency", "is missing: how many may be open at once"));
        }
        if (!fields.violations().isEmpty()) {
            throw new ProblemException(Problem.violations(
                    ProblemType.INVALID_REQUEST, "Nothing was changed. Mend what is listed.", fields.violations()));
        }
        if (!batches.limit(caller.tenant().id(), batch.id(), concurrency)) {
            throw SteerBatch.notNow(batch.state(), "be changed");
        }
        return describe.whole(find.find(id));
    }

    @POST
    @Path("/{id}/pause")
    public BatchDocuments.Whole pause(@PathParam("id") String id) {
        return describe.whole(steer.pause(id));
    }

    @POST
    @Path("/{id}/resume")
    public BatchDocuments.Whole resume(@PathParam("id") String id) {
        return describe.whole(steer.resume(id));
    }

    @POST
    @Path("/{id}/cancel")
    public BatchDocuments.Whole cancel(@PathParam("id") String id) {
        return describe.whole(steer.cancel(id));
    }
}
