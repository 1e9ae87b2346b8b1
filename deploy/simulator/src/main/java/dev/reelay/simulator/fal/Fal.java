package dev.reelay.simulator.fal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.CancelOutcome;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.protocol.Notice;
import dev.reelay.simulator.protocol.ProviderProtocol;
import dev.reelay.simulator.protocol.Refusal;
import dev.reelay.simulator.protocol.Route;
import dev.reelay.simulator.protocol.SubmitOptions;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fal queue. There are three states only: a job that failed or was cancelled is {@code COMPLETED} with an error,
 * and its result answers with the error's own status. Inputs are looked at when the job runs, never at the submit.
 */
public final class Fal implements ProviderProtocol {
    @Override
    public String name() {
        return "fal";
    }

    @Override
    public String host() {
        return "queue.fal.run";
    }

    @Override
    public List<ModelCard> models() {
        return FalModels.ALL;
    }

    @Override
    public @Nullable String key(MultiMap headers) {
        String value = headers.get("Authorization");
        return value != null && value.startsWith("Key ")
                ? value.substring("Key ".length()).strip()
                : null;
    }

    @Override
    public Route route(HttpMethod method, String path) {
        return FalPaths.route(method, path);
    }

    @Override
    public Answer refusal(Refusal refusal, String subject) {
        return switch (refusal) {
            case UNAUTHORIZED, PLAIN_401 -> detail(401, "invalid key credentials");
            case FORBIDDEN -> detail(403, "Access denied");
            case NO_CREDIT ->
                detail(
                        403,
                        "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.");
            case PLAIN_402 -> detail(402, "Payment required");
            case UNKNOWN_MODEL, UNKNOWN_PATH -> detail(404, "Path /" + subject + " not found");
            case UNKNOWN_JOB, NOT_YOURS -> Answer.json(404, Json.object().put("status", "NOT_FOUND"));
            case GONE -> detail(410, "Gone");
            case UNREADABLE_BODY -> FalBodies.flat(400, "bad_request", "Request body is not valid JSON");
            case RATE_LIMITED -> detail(429, "Too many requests").with("X-Fal-Error-Type", "concurrent_requests_limit");
            case SERVER_ERROR -> FalBodies.flat(500, "internal_error", "Internal error");
            case UNAVAILABLE -> FalBodies.flat(503, "runner_scheduling_failure", "Failed to schedule the request");
            case GATEWAY_TIMEOUT -> Answer.html(504, "504 Gateway Time-out");
            case ERROR_WITH_200 -> detail(200, "User is locked. Reason: Exhausted balance.");
        };
    }

    @Override
    public @Nullable Answer invalid(List<InputProblem> problems) {
        return null;
    }

    @Override
    public SubmitOptions options(MultiMap headers, MultiMap parameters) {
        String timeout = headers.get("X-Fal-Request-Timeout");
        String longest = parameters.get("fal_max_queue_length");
        return new SubmitOptions(
                timeout == null ? null : Duration.ofMillis((long) (Double.parseDouble(timeout) * 1000)),
                parameters.get("fal_webhook"),
                longest == null ? Long.MAX_VALUE : Long.parseLong(longest));
    }

    @Override
    public Answer accepted(Look look) {
        Job job = look.job();
        ObjectNode body = Json.object().put("status", "IN_QUEUE");
        if (!look.has(Effect.NO_ID)) {
            body.put("request_id", job.id());
        }
        links(body, look).put("queue_position", job.position(look.now()));
        return answer(200, odd(body, look), job);
    }

    @Override
    public Answer status(Look look) {
        Job job = look.job();
        ObjectNode body = Json.object().put("status", word(look)).put("request_id", job.id());
        switch (job.state()) {
            case JobState.Queued queued -> {
                if (!look.has(Effect.NO_QUEUE_POSITION)) {
                    body.put("queue_position", job.position(look.now()));
                }
            }
            case JobState.Rendering rendering -> FalBodies.logs(body, look).putObject("metrics");
            case JobState.Succeeded done ->
                FalBodies.logs(body, look)
                        .putObject("metrics")
                        .put(
                                "inference_time",
                                Duration.between(done.started(), done.ended()).toMillis() / 1000.0);
            case JobState.Failed failed -> failure(body, look, FalFailure.of(failed.failure()));
            case JobState.Cancelled cancelled -> failure(body, look, FalFailure.cancelled());
        }
        return answer(job.ended() ? 200 : 202, odd(links(body, look), look), job);
    }

    @Override
    public Answer result(Look look) {
        Job job = look.job();
        if (look.has(Effect.NOT_READY)) {
            return answer(400, Json.object().put("detail", "Request is still in progress"), job);
        }
        return switch (job.state()) {
            case JobState.Queued queued ->
                answer(400, Json.object().put("detail", "Request is still in progress"), job);
            case JobState.Rendering rendering ->
                answer(400, Json.object().put("detail", "Request is still in progress"), job);
            case JobState.Succeeded done -> {
                ObjectNode body = FalBodies.output(look, done.film());
                yield answer(200, odd(body, look), job).with("X-Fal-Billable-Units", "1");
            }
            case JobState.Failed failed ->
                FalFailure.of(failed.failure()).result().with("x-fal-request-id", job.id());
            case JobState.Cancelled cancelled -> FalFailure.cancelled().result().with("x-fal-request-id", job.id());
        };
    }

    @Override
    public Answer cancelled(Look look, CancelOutcome outcome) {
        return switch (outcome) {
            case CANCELLED, REQUESTED, IGNORED, NOT_STOPPED ->
                Answer.json(202, Json.object().put("status", "CANCELLATION_REQUESTED"));
            case REMOVED -> Answer.json(200, Json.object().put("status", "OK"));
            case TOO_LATE -> Answer.json(400, Json.object().put("status", "ALREADY_COMPLETED"));
        };
    }

    @Override
    public boolean cancelsRunning() {
        return true;
    }

    @Override
    public Notice notice(Look look) {
        return FalWebhook.notice(look);
    }

    @Override
    public Answer page(String name) {
        return Answer.json(200, FalKey.jwks());
    }

    private static String word(Look look) {
        if (look.has(Effect.UNKNOWN_STATE)) {
            return "WARMING_UP";
        }
        return switch (look.job().state()) {
            case JobState.Queued queued -> "IN_QUEUE";
            case JobState.Rendering rendering -> "IN_PROGRESS";
            case JobState.Ended ended -> "COMPLETED";
        };
    }

    private static void failure(ObjectNode body, Look look, FalFailure failure) {
        FalBodies.logs(body, look).putObject("metrics");
        if (!look.has(Effect.HIDES_FAILURE) && !look.job().faults().has(Fault.STATUS_HIDES_FAILURE)) {
            body.put("error", failure.error()).put("error_type", failure.type());
        }
    }

    private static ObjectNode links(ObjectNode body, Look look) {
        String link = look.base() + "/" + FalPaths.app(look.job().model().id()) + "/requests/"
                + look.job().id();
        return body.put("response_url", link)
                .put("status_url", link + "/status")
                .put("cancel_url", link + "/cancel");
    }

    private static ObjectNode odd(ObjectNode body, Look look) {
        if (look.has(Effect.EXTRA_FIELDS)) {
            body.put("gateway_request_id", look.job().id())
                    .putObject("diagnostics")
                    .put("node", 7);
        }
        return body;
    }

    private static Answer answer(int status, ObjectNode body, Job job) {
        return Answer.json(status, body).with("x-fal-request-id", job.id());
    }

    private static Answer detail(int status, String message) {
        return Answer.json(status, Json.object().put("detail", message));
    }
}
