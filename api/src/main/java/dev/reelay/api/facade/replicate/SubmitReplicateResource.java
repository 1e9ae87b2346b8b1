package dev.reelay.api.facade.replicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.HoldForEnd;
import dev.reelay.api.facade.SubmitOnce;
import dev.reelay.api.problem.ReadBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replicate's predictions, making them: answered at once, or held for a while where the client prefers to wait. */
@Path("/replicate/v1")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class SubmitReplicateResource {
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait(?:\\s*=\\s*(\\d{1,4}))?(?=$|[,;\\s])");
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final ReadBody bodies;
    private final ReadPrediction read;
    private final SubmitOnce submits;
    private final HoldForEnd hold;
    private final DescribeReplicate describe;

    SubmitReplicateResource(
            ReadBody bodies, ReadPrediction read, SubmitOnce submits, HoldForEnd hold, DescribeReplicate describe) {
        this.bodies = bodies;
        this.read = read;
        this.submits = submits;
        this.hold = hold;
        this.describe = describe;
    }

    /** By a version, which is the id of a model. */
    @POST
    @Path("/predictions")
    public Response ofVersion(@Context HttpHeaders headers, InputStream body) {
        return made(read.read(null, bodies.json(body)), headers);
    }

    @POST
    @Path("/models/{model: .+}/predictions")
    public Response ofModel(@PathParam("model") String model, @Context HttpHeaders headers, InputStream body) {
        return made(read.read(model, bodies.json(body)), headers);
    }

    private Response made(Ask ask, HttpHeaders headers) {
        UUID id = submits.submit(ask, headers);
        Duration wait = wait(headers.getHeaderString("Prefer"));
        ObjectNode prediction = wait.isZero() ? describe.begun(id, ask) : describe.held(hold.hold(id, wait));
        return Response.status(Response.Status.CREATED).entity(prediction).build();
    }

    /** For how long the client would wait; zero where it would not. */
    static Duration wait(@Nullable String prefer) {
        Matcher word = WAIT.matcher(prefer == null ? "" : prefer);
        if (!word.find()) {
            return Duration.ZERO;
        }
        int seconds = word.group(1) == null ? LONGEST_WAIT_SECONDS : Integer.parseInt(word.group(1));
        return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_WAIT_SECONDS));
    }
}
