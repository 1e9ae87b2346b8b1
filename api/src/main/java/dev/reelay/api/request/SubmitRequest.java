package dev.reelay.api.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.work.SendWork;
import dev.reelay.generation.AcceptGeneration;
import dev.reelay.generation.Acceptance;
import dev.reelay.generation.GenerationState;
import dev.reelay.request.Draft;
import dev.reelay.request.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a request in and answers at once; its record follows on its own. */
@ApplicationScoped
class SubmitRequest {
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final AcceptGeneration accept;
    private final SendWork work;
    private final Caller caller;
    private final RequestLinks links;

    SubmitRequest(AcceptGeneration accept, SendWork work, Caller caller, RequestLinks links) {
        this.accept = accept;
        this.work = work;
        this.caller = caller;
        this.links = links;
    }

    /** What is answered to a request that was accepted. */
    @Document
    record Receipt(UUID requestId, String status, String statusUrl, String resultUrl, String cancelUrl) {}

    Response submit(Draft draft, HttpHeaders headers) {
        return switch (accept.accept(caller.tenant(), draft, key(headers))) {
            case Acceptance.Accepted accepted -> accepted(accepted);
            case Acceptance.Refused refused -> throw new ProblemException(problem(refused.reasons()));
            case Acceptance.KeyReused reused ->
                throw new ProblemException(Problem.of(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "This key came with another body before. Take a new key for a new request.",
                        List.of(Problem.Fault.of(KEY_HEADER, "stands for another request"))));
        };
    }

    private Response accepted(Acceptance.Accepted accepted) {
        UUID id = accepted.id();
        if (!accepted.replay()) {
            work.send(id);
        }
        Receipt receipt =
                new Receipt(id, GenerationState.QUEUED.status(), links.status(id), links.result(id), links.cancel(id));
        Response.ResponseBuilder answer = Response.accepted(receipt).location(URI.create(links.request(id)));
        return accepted.replay() ? answer.header("Idempotent-Replay", "true").build() : answer.build();
    }

    private static @Nullable String key(HttpHeaders headers) {
        List<String> keys = headers.getRequestHeader(KEY_HEADER);
        if (keys == null || keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_PARAMETER,
                    "The Idempotency-Key is not of the right form.",
                    List.of(Problem.Fault.of(KEY_HEADER, "must be one word of 1 to 255 visible ASCII characters"))));
        }
        return keys.getFirst();
    }

    private static Problem problem(Verdict.Unfit reasons) {
        return switch (reasons.fault()) {
            case UNKNOWN_MODEL ->
                Problem.of(
                        ProblemType.UNKNOWN_MODEL,
                        reasons.violations().getFirst().message());
            case INVALID ->
                Problem.violations(
                        ProblemType.INVALID_REQUEST,
                        "Nothing was accepted. Mend what is listed and send it again.",
                        reasons.violations());
            case NO_PROVIDER ->
                Problem.violations(
                        ProblemType.NO_PROVIDER,
                        "The model takes this input, but none of the providers can serve it; each says why.",
                        reasons.violations());
        };
    }
}
