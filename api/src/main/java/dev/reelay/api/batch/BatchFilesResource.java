package dev.reelay.api.batch;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchLines;
import dev.reelay.storage.ObjectStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;

/** What a batch leaves: the report of its faulty lines, and its files, by a redirect to a fresh link. */
@Path("/v1/batches/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class BatchFilesResource {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final FindBatch find;
    private final BatchLines lines;
    private final ObjectStore store;

    BatchFilesResource(FindBatch find, BatchLines lines, ObjectStore store) {
        this.find = find;
        this.lines = lines;
        this.store = store;
    }

    @GET
    @Path("/report")
    public BatchDocuments.Report report(@PathParam("id") String id, @Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("after", "limit"));
        int limit = query.limit(USUAL, MOST);
        int after = after(query);
        query.endIfRefused();
        Batch batch = find.find(id);
        List<BatchLines.Faulty> found = lines.faulty(batch.id(), after, limit + 1);
        boolean more = found.size() > limit;
        List<BatchDocuments.Fault> faults = new ArrayList<>();
        for (BatchLines.Faulty line : more ? found.subList(0, limit) : found) {
            line.faults()
                    .forEach(fault -> faults.add(new BatchDocuments.Fault(
                            line.n(),
                            line.customId(),
                            fault.path("pointer").asText(),
                            fault.path("message").asText())));
        }
        return new BatchDocuments.Report(faults, more ? found.get(limit - 1).n() : null);
    }

    @GET
    @Path("/results")
    public Response results(@PathParam("id") String id) {
        return link(id, BatchFile.RESULTS);
    }

    @GET
    @Path("/errors")
    public Response errors(@PathParam("id") String id) {
        return link(id, BatchFile.ERRORS);
    }

    private Response link(String id, BatchFile file) {
        Batch batch = find.find(id);
        if (!batch.state().hasFiles()) {
            throw new ProblemException(
                    batch.state().ended()
                            ? Problem.of(
                                    ProblemType.NO_RESULT, "Nothing of this batch was accepted; its report says why.")
                            : Problem.of(
                                    ProblemType.NOT_READY, "The batch has not ended; its status tells how far it is."));
        }
        if (!store.exists(file.key(batch))) {
            throw new ProblemException(Problem.of(ProblemType.NO_RESULT, "The file is not kept any more."));
        }
        return Response.temporaryRedirect(store.presignedGet(file.key(batch), file.filename(batch))
                        .url())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static int after(ReadQuery query) {
        String given = query.text("after");
        if (given == null) {
            return 0;
        }
        if (!given.matches("[0-9]{1,9}")) {
            query.refuse("after", "must be the number of a line");
            return 0;
        }
        return Integer.parseInt(given);
    }
}
