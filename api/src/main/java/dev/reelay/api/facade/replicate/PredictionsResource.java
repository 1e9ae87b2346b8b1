package dev.reelay.api.facade.replicate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.Cursor;
import dev.reelay.api.request.FindRequest;
import dev.reelay.facade.AnswerJson;
import dev.reelay.generation.CancelGeneration;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationFilter;
import dev.reelay.generation.ReadGenerations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;

/** Replicate's predictions, looking and cancelling. All requests of the tenant are among them, in whatever form they came. */
@Path("/replicate/v1/predictions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class PredictionsResource {
    private static final int PAGE = 20;

    private final FindRequest find;
    private final ReadGenerations generations;
    private final CancelGeneration cancel;
    private final DescribeReplicate describe;
    private final Caller caller;

    PredictionsResource(
            FindRequest find,
            ReadGenerations generations,
            CancelGeneration cancel,
            DescribeReplicate describe,
            Caller caller) {
        this.find = find;
        this.generations = generations;
        this.cancel = cancel;
        this.describe = describe;
        this.caller = caller;
    }

    /** The newest first; there is a way on, and none back. */
    @GET
    public ObjectNode list(@Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("cursor"));
        UUID olderThan = Cursor.of(query);
        query.endIfRefused();
        List<Generation> found =
                generations.list(GenerationFilter.ofTenant(caller.tenant().id(), olderThan), PAGE + 1);
        List<Generation> page = found.subList(0, Math.min(PAGE, found.size()));
        ObjectNode told = AnswerJson.object();
        told.putNull("previous");
        told.put(
                "next",
                found.size() > PAGE ? describe.page(Cursor.after(page.getLast().id())) : null);
        ArrayNode results = told.putArray("results");
        page.forEach(generation -> results.add(describe.of(generation)));
        return told;
    }

    @GET
    @Path("/{id}")
    public ObjectNode prediction(@PathParam("id") String id) {
        return describe.of(find.find(id));
    }

    /** Answers with the prediction as it stands then: what a provider has goes on until the provider says that it has stopped. */
    @POST
    @Path("/{id}/cancel")
    public ObjectNode cancel(@PathParam("id") String id) {
        Generation generation = find.find(id);
        cancel.cancel(generation.tenantId(), generation.id());
        return prediction(id);
    }
}
