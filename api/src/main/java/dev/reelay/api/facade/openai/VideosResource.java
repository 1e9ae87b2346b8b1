package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.DeleteRequest;
import dev.reelay.api.request.FindRequest;
import dev.reelay.facade.AnswerJson;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationFilter;
import dev.reelay.generation.ReadGenerations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** OpenAI's videos, looking and deleting. All requests of the tenant are among them, in whatever form they came. */
@Path("/openai/v1/videos")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class VideosResource {
    private static final int MOST = 100;
    private static final int USUAL = 20;

    private final FindRequest find;
    private final ReadGenerations generations;
    private final DeleteRequest delete;
    private final DescribeVideo describe;
    private final Caller caller;

    VideosResource(
            FindRequest find,
            ReadGenerations generations,
            DeleteRequest delete,
            DescribeVideo describe,
            Caller caller) {
        this.find = find;
        this.generations = generations;
        this.delete = delete;
        this.describe = describe;
        this.caller = caller;
    }

    /** The newest first. */
    @GET
    public ObjectNode list(@Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("limit", "order", "after"));
        int limit = query.limit(USUAL, MOST);
        UUID after = after(query);
        if (!"desc".equals(query.text("order") == null ? "desc" : query.text("order"))) {
            query.refuse("order", "must be desc: the newest come first");
        }
        query.endIfRefused();
        List<Generation> found =
                generations.list(GenerationFilter.ofTenant(caller.tenant().id(), after), limit + 1);
        List<Generation> page = found.subList(0, Math.min(limit, found.size()));
        ObjectNode told = AnswerJson.object().put("object", "list");
        ArrayNode data = told.putArray("data");
        page.forEach(generation -> data.add(describe.of(generation)));
        return told.put("has_more", found.size() > limit)
                .put("first_id", page.isEmpty() ? null : page.getFirst().id().toString())
                .put("last_id", page.isEmpty() ? null : page.getLast().id().toString());
    }

    private static @Nullable UUID after(ReadQuery query) {
        String given = query.text("after");
        return given == null
                ? null
                : FindRequest.parse(given).orElseGet(() -> {
                    query.refuse("after", "must be the id of a video");
                    return null;
                });
    }

    @GET
    @Path("/{id}")
    public ObjectNode video(@PathParam("id") String id) {
        return describe.of(find.find(id));
    }

    @DELETE
    @Path("/{id}")
    public ObjectNode delete(@PathParam("id") String id) {
        delete.delete(id);
        return AnswerJson.object().put("id", id).put("object", "video.deleted").put("deleted", true);
    }
}
