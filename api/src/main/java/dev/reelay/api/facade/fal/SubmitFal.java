package dev.reelay.api.facade.fal;

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
import dev.reelay.facade.AnswerJson;
import dev.reelay.generation.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes in what is posted to a model's id: at the queue it answers at once, at fal.run with the video. */
@ApplicationScoped
class SubmitFal {
    private static final String PRIORITY = "X-Fal-Queue-Priority";
    private static final String TIMEOUT = "X-Fal-Request-Timeout";
    private static final int LOW = -5;
    private static final int LONGEST_TIMEOUT = 30 * 24 * 3600;

    private final ReadBody bodies;
    private final Understand understand;
    private final SubmitOnce submits;
    private final ShowFal show;
    private final DescribeFal describe;
    private final HoldForEnd hold;

    SubmitFal(
            ReadBody bodies,
            Understand understand,
            SubmitOnce submits,
            ShowFal show,
            DescribeFal describe,
            HoldForEnd hold) {
        this.bodies = bodies;
        this.understand = understand;
        this.submits = submits;
        this.show = show;
        this.describe = describe;
        this.hold = hold;
    }

    Response submit(FalCall call, HttpHeaders headers, InputStream body) {
        Ask ask = new Ask(
                Front.FAL,
                call.path(),
                bodies.json(body),
                understand.webhook("fal_webhook", call.query().get("fal_webhook")),
                List.of(),
                "low".equalsIgnoreCase(headers.getHeaderString(PRIORITY)) ? LOW : 0,
                timeout(headers.getHeaderString(TIMEOUT)));
        UUID id = submits.submit(ask, headers);
        return call.holds() ? held(hold.hold(id)) : receipt(call, id);
    }

    /** The same submit again waits on for the same video. */
    private Response held(Generation generation) {
        return generation.state().ended()
                ? show.result(generation)
                : Response.status(504)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(AnswerJson.object()
                                .put("detail", "Request timed out")
                                .put("error_type", "request_timeout")
                                .put(
                                        "message",
                                        "It goes on as request " + generation.id()
                                                + "; the queue's addresses tell of it."))
                        .header(ShowFal.REQUEST_ID, generation.id())
                        .build();
    }

    /** Nothing is looked up for it: whatever fails from here on, the client would submit again. */
    private Response receipt(FalCall call, UUID id) {
        ObjectNode receipt = describe.named(call, call.path(), id)
                .put("status", "IN_QUEUE")
                .put("gateway_request_id", id.toString())
                .put("queue_position", 0);
        return Response.ok(receipt)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(ShowFal.REQUEST_ID, id)
                .build();
    }

    private static @Nullable Duration timeout(@Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(given.strip());
            if (seconds > 1 && seconds <= LONGEST_TIMEOUT) {
                return Duration.ofMillis((long) (seconds * 1000));
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new ProblemException(Problem.of(
                ProblemType.INVALID_PARAMETER,
                "Nothing was accepted.",
                List.of(Problem.Fault.of(TIMEOUT, "must be a number of seconds above 1 and of 30 days at most"))));
    }
}
