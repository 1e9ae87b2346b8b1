package dev.reelay.api.facade.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.event.AwaitChange;
import dev.reelay.api.facade.FacadeConfig;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.CancelRequest;
import dev.reelay.api.request.FindRequest;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.FalFault;
import dev.reelay.generation.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Answers what is asked about a request that is there. */
@ApplicationScoped
class ShowFal {
    static final String REQUEST_ID = "x-fal-request-id";

    private static final Duration LOOK_ANYHOW = Duration.ofSeconds(5);
    private static final String TIMEOUT_TYPE = "X-Fal-Request-Timeout-Type";
    private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.UTF_8);

    private final FindRequest find;
    private final CancelRequest cancel;
    private final DescribeFal describe;
    private final AwaitChange changes;
    private final FacadeConfig config;

    ShowFal(FindRequest find, CancelRequest cancel, DescribeFal describe, AwaitChange changes, FacadeConfig config) {
        this.find = find;
        this.cancel = cancel;
        this.describe = describe;
        this.changes = changes;
        this.config = config;
    }

    Response status(FalCall call, String id) {
        Generation generation = find.find(id);
        return answer(
                generation.state().ended() ? 200 : 202,
                describe.status(call, generation, call.wantsLogs()),
                generation);
    }

    /** The video, or the error with its own status; a 400 while there is neither. */
    Response result(String id) {
        return result(find.find(id));
    }

    Response result(Generation generation) {
        if (!generation.state().ended()) {
            throw new ProblemException(
                    Problem.of(ProblemType.NOT_READY, "It is not finished; its status says COMPLETED when it is."));
        }
        return FalFault.of(generation)
                .map(fault -> refused(fault, generation))
                .orElseGet(() -> answer(200, describe.output(generation), generation));
    }

    private static Response refused(FalFault fault, Generation generation) {
        Response answer =
                answer(fault.status(), FalFault.answered(fault.body(), fault.status(), fault.message()), generation);
        Response.ResponseBuilder told = Response.fromResponse(answer).header(FalForm.ERROR_TYPE, fault.type());
        // Who reads this does not ask again.
        return fault.status() == 504 ? told.header(TIMEOUT_TYPE, "user").build() : told.build();
    }

    Response cancel(String id) {
        if (find.find(id).state().ended()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_CANCELLABLE, "It has ended; its status says how."));
        }
        cancel.cancel(id);
        return Response.accepted(AnswerJson.object().put("status", "CANCELLATION_REQUESTED"))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(REQUEST_ID, id)
                .build();
    }

    /** Each state that differs from the one before, until it has ended. */
    Response stream(FalCall call, String id) {
        Generation first = find.find(id);
        StreamingOutput states = out -> {
            AtomicReference<String> told = new AtomicReference<>("");
            changes.follow(first.id(), LOOK_ANYHOW, config.holdFor(), () -> {
                Generation now = find.find(id);
                JsonNode status = describe.status(call, now, call.wantsLogs());
                if (told.getAndSet(status.toString()).equals(status.toString())) {
                    out.write(PING);
                } else {
                    out.write(("data: " + status + "\n\n").getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
                return !now.state().ended();
            });
        };
        return Response.ok(states)
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Proxies of nginx's kind would gather an answer before they pass it on.
                .header("X-Accel-Buffering", "no")
                .header(REQUEST_ID, id)
                .build();
    }

    private static Response answer(int status, JsonNode body, Generation generation) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .header(REQUEST_ID, generation.id())
                .build();
    }
}
