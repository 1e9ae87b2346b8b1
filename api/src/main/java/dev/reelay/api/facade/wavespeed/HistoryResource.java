package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.facade.AnswerJson;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationFilter;
import dev.reelay.generation.ListedStatus;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.request.Fields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** WaveSpeed's history, the newest first. All requests of the tenant are in it, in whatever form they came. */
@Path("/wavespeed/api/v3/predictions")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class HistoryResource {
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;
    private static final int LAST_PAGE = 50;
    private static final Set<String> KNOWN =
            Set.of("page", "page_size", "model", "status", "created_after", "created_before");
    private static final Map<String, ListedStatus> STATUS = Map.of(
            "created", ListedStatus.IN_QUEUE,
            "processing", ListedStatus.IN_PROGRESS,
            "completed", ListedStatus.COMPLETED,
            "failed", ListedStatus.FAILED,
            "cancelled", ListedStatus.CANCELLED);

    private final ReadBody bodies;
    private final ReadGenerations generations;
    private final DescribePrediction describe;
    private final Caller caller;

    HistoryResource(ReadBody bodies, ReadGenerations generations, DescribePrediction describe, Caller caller) {
        this.bodies = bodies;
        this.generations = generations;
        this.describe = describe;
        this.caller = caller;
    }

    @POST
    public ObjectNode history(InputStream body) {
        JsonNode wanted = bodies.jsonOrNothing(body);
        Fields fields = new Fields(wanted);
        fields.onlyKnown(KNOWN);
        int page = fields.integer("page", 1, LAST_PAGE, 1);
        int size = fields.integer("page_size", 1, LARGEST_PAGE, USUAL_PAGE);
        GenerationFilter filter = filter(fields);
        if (!fields.violations().isEmpty()) {
            throw new ProblemException(Problem.violations(
                    ProblemType.INVALID_REQUEST, "The history cannot be searched so.", fields.violations()));
        }
        List<Generation> found = generations.list(filter, page * size);
        ObjectNode data = AnswerJson.object().put("page", page);
        ArrayNode items = data.putArray("items");
        found.subList(Math.min((page - 1) * size, found.size()), found.size())
                .forEach(generation -> items.add(describe.of(generation)));
        return DescribePrediction.envelope(data);
    }

    private GenerationFilter filter(Fields fields) {
        return new GenerationFilter(
                caller.tenant().id(),
                status(fields),
                fields.text("model", "the id of a model"),
                null,
                null,
                null,
                new GenerationFilter.Created(fields.time("created_after"), fields.time("created_before")),
                null);
    }

    private static @Nullable ListedStatus status(Fields fields) {
        String given = fields.text("status", "a status");
        if (given != null && !STATUS.containsKey(given)) {
            fields.refuse("status", "must be one of created, processing, completed, failed, cancelled");
        }
        return given == null ? null : STATUS.get(given);
    }
}
