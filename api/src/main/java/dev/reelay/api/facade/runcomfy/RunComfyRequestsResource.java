package dev.reelay.api.facade.runcomfy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.request.FindRequest;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.FinishedFiles;
import dev.reelay.generation.CancelGeneration;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.generation.Waiting;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** RunComfy's Model API, looking and cancelling. What is completed by its status has succeeded by its result. */
@Path("/runcomfy/v1/requests")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class RunComfyRequestsResource {
    private final FindRequest find;
    private final CancelGeneration cancel;
    private final ReadGenerations generations;
    private final FinishedFiles files;
    private final RunComfyLinks links;

    RunComfyRequestsResource(
            FindRequest find,
            CancelGeneration cancel,
            ReadGenerations generations,
            FinishedFiles files,
            RunComfyLinks links) {
        this.find = find;
        this.cancel = cancel;
        this.generations = generations;
        this.files = files;
        this.links = links;
    }

    @GET
    @Path("/{id}/status")
    public ObjectNode status(@PathParam("id") String given) {
        Generation generation = find.find(given);
        ObjectNode status =
                links.named(generation.id()).put("status", generation.state().status());
        if (generation.state() == GenerationState.QUEUED) {
            Integer position =
                    generations.waiting(generation).map(Waiting::position).orElse(null);
            status.put("queue_position", position == null ? 1 : position);
        }
        return status;
    }

    @GET
    @Path("/{id}/result")
    public ObjectNode result(@PathParam("id") String given) {
        Generation generation = find.find(given);
        boolean done = generation.state() == GenerationState.COMPLETED;
        ObjectNode result = AnswerJson.object()
                .put("request_id", generation.id().toString())
                .put("status", done ? "succeeded" : generation.state().status())
                .put("model_id", generation.model())
                .put("created_at", generation.times().acceptedAt().toString());
        Instant endedAt = generation.times().endedAt();
        if (endedAt != null) {
            result.put("finished_at", endedAt.toString());
        }
        if (done) {
            result.set("output", output(files.of(generation)));
        } else if (generation.error() != null) {
            result.put("error", generation.error().message());
        }
        return result;
    }

    /** One of a kind under its name, several in a list. */
    private static ObjectNode output(List<FinishedFiles.File> files) {
        ObjectNode output = AnswerJson.object();
        put(output, "video", files.stream().filter(file -> !file.isImage()).toList());
        put(output, "image", files.stream().filter(FinishedFiles.File::isImage).toList());
        return output;
    }

    private static void put(ObjectNode output, String kind, List<FinishedFiles.File> files) {
        if (files.size() == 1) {
            output.put(kind, files.getFirst().url().toString());
        } else if (!files.isEmpty()) {
            ArrayNode several = output.putArray(kind + "s");
            files.forEach(file -> several.add(file.url().toString()));
        }
    }

    /** Cancelling is a 202 whatever it comes to. What a provider has is asked for there, and may be rendered all the same. */
    @POST
    @Path("/{id}/cancel")
    public Response cancel(@PathParam("id") String given) {
        Generation generation = find.find(given);
        String outcome = switch (cancel.cancel(generation.tenantId(), generation.id())) {
            case CANCELLED, LET_GO -> "cancelled";
            case REQUESTED -> "cancellation_requested";
            case STORED, ENDED, UNKNOWN -> "not_cancellable";
        };
        return Response.accepted(AnswerJson.object()
                        .put("request_id", generation.id().toString())
                        .put("status", find.find(given).state().status())
                        .put("outcome", outcome))
                .build();
    }
}
