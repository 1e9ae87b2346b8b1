package dev.reelay.api.facade.replicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.HoldForEnd;
import dev.reelay.api.facade.SubmitOnce;
import dev.reelay.api.problem.ReadBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a prediction: answered at once, or held for a while where the client prefers to wait. */
@ApplicationScoped
class MakePrediction {
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait(?:\\s*=\\s*(\\d{1,4}))?(?=$|[,;\\s])");
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final ReadBody bodies;
    private final ReadPrediction read;
    private final SubmitOnce submits;
    private final HoldForEnd hold;
    private final DescribeReplicate describe;

    MakePrediction(
            ReadBody bodies, ReadPrediction read, SubmitOnce submits, HoldForEnd hold, DescribeReplicate describe) {
        this.bodies = bodies;
        this.read = read;
        this.submits = submits;
        this.hold = hold;
        this.describe = describe;
    }

    /**
     * Makes the one that a body asks for.
     *
     * @param model that the address names; null where the body does
     */
    Response make(@Nullable String model, HttpHeaders headers, InputStream body) {
        Ask ask = read.read(model, bodies.json(body));
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
