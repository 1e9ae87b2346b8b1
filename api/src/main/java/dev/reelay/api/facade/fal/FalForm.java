package dev.reelay.api.facade.fal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.KeyForm;
import dev.reelay.api.facade.Front;
import dev.reelay.api.problem.ErrorForm;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.FalFault;
import dev.reelay.tenant.ApiKey;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/**
 * Keys and errors as fal has them. Beside fal's own members each error has a {@code message}, which is what its JavaScript client
 * shows.
 */
@Singleton
class FalForm implements KeyForm, ErrorForm {
    /** Where the kind of an error of fal's machinery stands, beside the body. */
    static final String ERROR_TYPE = "X-Fal-Error-Type";

    private static final String SCHEME = "Key ";
    private static final String DETAIL = "detail";
    private static final String LOCKED = "User is locked. Reason: ";
    private static final String PROXY = "/fal/proxy";

    private final CurrentVertxRequest call;

    FalForm(CurrentVertxRequest call) {
        this.call = call;
    }

    @Override
    public boolean covers(String path) {
        return Front.FAL.covers(path);
    }

    @Override
    public boolean isOpen(String method, String path) {
        return (method.equals("GET") && path.equals("/fal/.well-known/jwks.json"))
                || (method.equals("PUT") && path.startsWith("/fal/uploads/"))
                || (method.equals("POST") && path.startsWith("/fal/" + FalFiles.UPLOAD));
    }

    /** The key alone, or as the secret behind the colon of fal's two-part keys. */
    @Override
    public Optional<ApiKey> key(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.empty();
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return ApiKey.ofBearer(header);
        }
        String given = header.substring(SCHEME.length()).strip();
        return ApiKey.parse(given.substring(given.indexOf(':') + 1));
    }

    @Override
    public boolean bringsAny(ContainerRequestContext request) {
        return request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    }

    @Override
    public String advice() {
        return "Send Authorization: Key rl_…, with a key of your Reelay tenant.";
    }

    @Override
    public String challenge() {
        return "Key realm=\"reelay\"";
    }

    @Override
    public Worded worded(Problem problem, String path) {
        ObjectNode body = AnswerJson.object();
        int status = problem.status();
        if (problem.is(ProblemType.NOT_READY)) {
            status = 400;
            body.put(DETAIL, "Request is still in progress");
        } else if (problem.is(ProblemType.UNKNOWN_REQUEST)) {
            body.put("status", "NOT_FOUND").put(DETAIL, "Request not found");
        } else if (problem.is(ProblemType.NOT_CANCELLABLE)) {
            status = 400;
            body.put("status", "ALREADY_COMPLETED").put(DETAIL, problem.detail());
        } else if (problem.is(ProblemType.UNKNOWN_MODEL) || problem.is(ProblemType.NOT_FOUND)) {
            body.put(DETAIL, "Path " + called(path) + " not found");
        } else if (problem.is(ProblemType.UNAUTHORIZED)) {
            body.put(DETAIL, "invalid key credentials");
        } else if (problem.is(ProblemType.BUDGET_SPENT) || problem.is(ProblemType.BUDGET_USED_UP)) {
            // Not a 429: the client would come again at once, and the budget is as it was.
            status = 403;
            body.put(DETAIL, LOCKED + "Exhausted balance. " + problem.detail());
        } else if (problem.is(ProblemType.TENANT_SUSPENDED)) {
            body.put(DETAIL, LOCKED + problem.detail());
        } else if (status == 422 && !problem.errors().isEmpty()) {
            body.set(DETAIL, details(problem));
        } else {
            body.put(DETAIL, problem.text());
        }
        return worded(status, FalFault.answered(body.put("message", problem.text()), status, problem.text()));
    }

    /** As the client believes that it called it. */
    private String called(String path) {
        String target = call.getCurrent().request().getHeader(FalCall.TARGET);
        return path.equals(PROXY) && target != null
                ? "/" + FalCall.proxied(target).path()
                : path.replaceFirst("^/fal/?", "/");
    }

    private static Worded worded(int status, ObjectNode body) {
        if (status < 500) {
            return Worded.of(status, body);
        }
        String type = status == 503 ? "runner_scheduling_failure" : "internal_error";
        return new Worded(status, body.put("error_type", type), Map.of(ERROR_TYPE, type));
    }

    private static JsonNode details(Problem problem) {
        return AnswerJson.of(problem.errors().stream().map(FalForm::detail).toList());
    }

    private static JsonNode detail(Problem.Fault fault) {
        return FalFault.detail(
                fault.parameter() == null ? "body" : "query",
                fault.parameter() == null ? String.valueOf(fault.pointer()) : "/" + fault.parameter(),
                fault.message(),
                fault.message().startsWith("is missing") ? "missing" : "value_error");
    }
}
