package dev.reelay.simulator.runcomfy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.CancelOutcome;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.protocol.ProviderProtocol;
import dev.reelay.simulator.protocol.Refusal;
import dev.reelay.simulator.protocol.Route;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The RunComfy Model API. A job that is {@code completed} by its status is {@code succeeded} by its result; the result
 * answers 200 in any state; only queued jobs can be cancelled; errors carry a code of six digits.
 */
public final class RunComfy implements ProviderProtocol {
    private static final Pattern REQUEST = Pattern.compile("v1/requests/([A-Za-z0-9_-]{1,128})/(status|result|cancel)");
    private static final String MODELS = "v1/models/";
    private static final String UNHEARD_OF = "warming_up";

    @Override
    public String name() {
        return "runcomfy";
    }

    @Override
    public String host() {
        return "model-api.runcomfy.net";
    }

    @Override
    public List<ModelCard> models() {
        return RunComfyModels.ALL;
    }

    @Override
    public @Nullable String key(MultiMap headers) {
        String value = headers.get("Authorization");
        return value != null && value.startsWith("Bearer ")
                ? value.substring("Bearer ".length()).strip()
                : null;
    }

    @Override
    public Route route(HttpMethod method, String path) {
        if (path.startsWith(MODELS) && method.equals(HttpMethod.POST)) {
            return new Route.Submit(path.substring(MODELS.length()));
        }
        Matcher request = REQUEST.matcher(path);
        boolean cancel = method.equals(HttpMethod.POST);
        if (!request.matches() || cancel != request.group(2).equals("cancel")) {
            return new Route.Unknown(path);
        }
        String id = request.group(1);
        return switch (request.group(2)) {
            case "status" -> new Route.Status(id);
            case "result" -> new Route.Result(id);
            default -> new Route.Cancel(id);
        };
    }

    @Override
    public Answer refusal(Refusal refusal, String subject) {
        return switch (refusal) {
            case UNAUTHORIZED -> error(400, 400004, "UserAccountError: token is missing or expired");
            case PLAIN_401 -> error(401, 400004, "UserAccountError: token is missing or expired");
            case FORBIDDEN -> error(403, 403001, "PermissionDenied");
            case NOT_YOURS -> error(403, 403001, "PermissionDenied: " + subject + " belongs to another user");
            case NO_CREDIT -> error(400, 400002, "InsufficientResources: balance is not enough");
            case PLAIN_402 -> error(402, 400002, "InsufficientResources: balance is not enough");
            case UNKNOWN_MODEL -> error(400, 400001, "InvalidResourceIdentifier: " + subject);
            case UNKNOWN_JOB -> error(404, 404001, "ResourceNotFound: " + subject);
            case UNKNOWN_PATH -> Answer.json(404, Json.object().put("detail", "Not Found"));
            case GONE -> Answer.json(410, Json.object().put("message", "model is no longer available"));
            case UNREADABLE_BODY -> Answer.json(400, Json.object().put("message", "request body is not valid JSON"));
            case RATE_LIMITED -> Answer.json(429, Json.object().put("message", "rate limit exceeded"));
            case SERVER_ERROR -> Answer.json(500, Json.object().put("message", "internal server error"));
            case UNAVAILABLE -> Answer.json(503, Json.object().put("message", "service unavailable"));
            case GATEWAY_TIMEOUT -> Answer.html(504, "504 Gateway Time-out");
            case ERROR_WITH_200 -> error(200, 400002, "InsufficientResources: balance is not enough");
        };
    }

    @Override
    public Answer invalid(List<InputProblem> problems) {
        String message = problems.stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .collect(Collectors.joining("; "));
        return Answer.json(422, Json.object().put("message", "invalid input: " + message));
    }

    @Override
    public Answer accepted(Look look) {
        ObjectNode body = Json.object();
        if (!look.has(Effect.NO_ID)) {
            body.put("request_id", look.job().id());
        }
        links(body, look).put("cancel_url", url(look, "cancel"));
        return Answer.json(200, odd(body, look));
    }

    @Override
    public Answer status(Look look) {
        Job job = look.job();
        ObjectNode body = Json.object().put("request_id", job.id());
        body.put("status", look.has(Effect.UNKNOWN_STATE) ? UNHEARD_OF : statusWord(look));
        if (job.state() instanceof JobState.Queued && !look.has(Effect.NO_QUEUE_POSITION)) {
            body.put("queue_position", job.position(look.now()));
        }
        return Answer.json(200, odd(links(body, look), look));
    }

    @Override
    public Answer result(Look look) {
        Job job = look.job();
        boolean early = look.has(Effect.NOT_READY);
        ObjectNode body = Json.object().put("request_id", job.id());
        body.put("status", early ? "in_progress" : resultWord(job));
        if (!early && job.state() instanceof JobState.Succeeded succeeded) {
            RunComfyOutput.put(body, look, look.video(succeeded.film()));
        }
        if (!early && job.state() instanceof JobState.Failed failed) {
            body.put("error", RunComfyOutput.sentence(failed.failure()));
        }
        body.put("created_at", job.accepted().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!early && job.state() instanceof JobState.Ended ended) {
            body.put(
                    "finished_at", ended.ended().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (look.flag("include_cost") && job.state() instanceof JobState.Succeeded) {
            body.put("cost", job.price());
        }
        return Answer.json(200, odd(body, look));
    }

    @Override
    public Answer cancelled(Look look, CancelOutcome outcome) {
        Job job = look.job();
        ObjectNode body = Json.object().put("request_id", job.id());
        body.put("status", outcome == CancelOutcome.TOO_LATE ? "completed" : statusWord(look));
        return Answer.json(
                202,
                body.put(
                        "outcome",
                        switch (outcome) {
                            case CANCELLED, REMOVED, IGNORED -> "cancelled";
                            case REQUESTED -> "cancellation_requested";
                            case NOT_STOPPED, TOO_LATE -> "not_cancellable";
                        }));
    }

    @Override
    public boolean cancelsRunning() {
        return false;
    }

    private static String statusWord(Look look) {
        return switch (look.job().state()) {
            case JobState.Queued queued -> "in_queue";
            case JobState.Rendering rendering -> "in_progress";
            case JobState.Succeeded succeeded -> "completed";
            case JobState.Failed failed -> look.has(Effect.HIDES_FAILURE) ? "completed" : "failed";
            case JobState.Cancelled cancelled -> "cancelled";
        };
    }

    private static String resultWord(Job job) {
        return switch (job.state()) {
            case JobState.Queued queued -> "in_queue";
            case JobState.Rendering rendering -> "in_progress";
            case JobState.Succeeded succeeded -> "succeeded";
            case JobState.Failed failed -> "failed";
            case JobState.Cancelled cancelled -> "cancelled";
        };
    }

    private static ObjectNode links(ObjectNode body, Look look) {
        return body.put("status_url", url(look, "status")).put("result_url", url(look, "result"));
    }

    private static String url(Look look, String call) {
        return look.base() + "/v1/requests/" + look.job().id() + "/" + call;
    }

    private static ObjectNode odd(ObjectNode body, Look look) {
        if (look.has(Effect.EXTRA_FIELDS)) {
            body.put("region", "nowhere-1").putObject("diagnostics").put("node", 7);
        }
        return body;
    }

    private static Answer error(int status, int code, String message) {
        return Answer.json(status, Json.object().put("error_code", code).put("error_message", message));
    }
}
