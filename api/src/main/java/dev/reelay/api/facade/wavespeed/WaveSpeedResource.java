package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.HoldForEnd;
import dev.reelay.api.facade.SubmitOnce;
import dev.reelay.api.facade.Understand;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.generation.Generation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** WaveSpeed's submits. */
@Path("/wavespeed/api/v3")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class WaveSpeedResource {
    private static final String WAIT = "enable_sync_mode";
    private static final String INLINE = "enable_base64_output";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
    private static final int STILL_RUNNING = 5004;

    private final ReadBody bodies;
    private final Understand understand;
    private final SubmitOnce submits;
    private final HoldForEnd hold;
    private final DescribePrediction describe;
    private final InstantSource clock;

    WaveSpeedResource(
            ReadBody bodies,
            Understand understand,
            SubmitOnce submits,
            HoldForEnd hold,
            DescribePrediction describe,
            InstantSource clock) {
        this.bodies = bodies;
        this.understand = understand;
        this.submits = submits;
        this.hold = hold;
        this.describe = describe;
        this.clock = clock;
    }

    @POST
    @Path("/{model: .+}")
    public ObjectNode submit(
            @PathParam("model") String model,
            @QueryParam("webhook") @Nullable String webhook,
            @Context HttpHeaders headers,
            InputStream body) {
        JsonNode sent = bodies.json(body);
        boolean waits = taken(sent, WAIT);
        if (taken(sent, INLINE)) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "Nothing was accepted.",
                    List.of(Problem.Fault.at(
                            "/" + INLINE, "must be false: Reelay answers with links, never with bytes"))));
        }
        UUID id = submits.submit(
                new Ask(Front.WAVESPEED, model, sent, understand.webhook("webhook", webhook), List.of(), 0, null),
                headers);
        return DescribePrediction.envelope(waits ? waited(id) : describe.created(id, model, clock.instant()));
    }

    /** These two are words to WaveSpeed's queue, and none of the model's input. */
    private static boolean taken(JsonNode sent, String field) {
        boolean wanted = sent.path(field).asBoolean();
        if (sent instanceof ObjectNode object) {
            object.remove(field);
        }
        return wanted;
    }

    private ObjectNode waited(UUID id) {
        Generation generation = hold.hold(id, LONGEST_WAIT);
        ObjectNode data = describe.of(generation);
        return generation.state().ended()
                ? data
                : data.put("status", "processing")
                        .put("code", STILL_RUNNING)
                        .put(
                                "error",
                                "Sync mode timed out after 90 seconds. The prediction is still processing asynchronously.");
    }
}
