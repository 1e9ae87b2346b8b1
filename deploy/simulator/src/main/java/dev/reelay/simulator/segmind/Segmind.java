package dev.reelay.simulator.segmind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.InputSchema;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.catalog.Shot;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.protocol.ProviderProtocol;
import dev.reelay.simulator.protocol.Refusal;
import dev.reelay.simulator.protocol.Route;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Segmind: v2 with requests that can be asked for, and v1, whose submit answers with the video itself after minutes and
 * leaves nothing to ask for. There is no cancel; only what succeeds is billed.
 */
public final class Segmind implements ProviderProtocol {
    private static final Pattern REQUEST = Pattern.compile("v[12]/requests/([A-Za-z0-9-]+)(/status)?");
    private static final BigDecimal FIRST_CREDIT = new BigDecimal("1000");

    @Override
    public String name() {
        return "segmind";
    }

    @Override
    public String host() {
        return "api.segmind.com";
    }

    @Override
    public List<ModelCard> models() {
        InputSchema inputs = new InputSchema()
                .required("prompt")
                .text("prompt")
                .text("start_frame")
                .flag("loop")
                .choice("resolution", "540p", "720p")
                .choice("aspect_ratio", "1:1", "16:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21", "21:9");
        return List.of(
                new ModelCard("luma-ray-img-2-video", inputs, new Shot(720, 1, 1, 5), shot -> new BigDecimal("1.60")));
    }

    @Override
    public @Nullable String key(MultiMap headers) {
        return headers.get("x-api-key");
    }

    @Override
    public Route route(HttpMethod method, String path) {
        Matcher request = REQUEST.matcher(path);
        boolean asks = request.matches();
        if (asks && method.equals(HttpMethod.GET)) {
            boolean status = request.group(2) != null || path.startsWith("v1/");
            return status ? new Route.Status(request.group(1)) : new Route.Result(request.group(1));
        }
        boolean slug = !asks && path.length() > 3 && (path.startsWith("v1/") || path.startsWith("v2/"));
        if (!slug) {
            return new Route.Unknown(path);
        }
        if (!method.equals(HttpMethod.POST)) {
            return new Route.Page("405");
        }
        String model = path.substring(3);
        return path.startsWith("v1/") ? new Route.Blocking(model) : new Route.Submit(model);
    }

    @Override
    public Answer refusal(Refusal refusal, String subject) {
        return switch (refusal) {
            case UNAUTHORIZED, PLAIN_401 -> error(401, "Unauthorized. API key is invalid or may have expired...");
            case FORBIDDEN, NOT_YOURS -> error(403, "Model is not allowed for this account");
            case NO_CREDIT -> error(406, "Not enough credits");
            case PLAIN_402 -> error(406, "Team spend limit exceeded");
            case UNKNOWN_MODEL -> error(404, "Model " + subject + " not found");
            case UNKNOWN_JOB -> error(404, "Request " + subject + " not found");
            case UNKNOWN_PATH -> error(404, "Not found");
            case GONE -> error(410, "Model is no longer available");
            case UNREADABLE_BODY -> error(406, "Invalid content type");
            case RATE_LIMITED ->
                error(429, "rate_limit_exceeded").with("x-rate-limit-reset-at-utc", "2026-01-01T00:00:00Z");
            case SERVER_ERROR -> error(500, "Server had some issue with processing");
            case UNAVAILABLE -> error(503, "Service unavailable");
            case GATEWAY_TIMEOUT -> Answer.html(504, "504 Gateway Time-out");
            case ERROR_WITH_200 -> error(200, "Server had some issue with processing");
        };
    }

    @Override
    public Answer invalid(List<InputProblem> problems) {
        InputProblem first = problems.getFirst();
        return first.type().equals("missing") || first.type().equals("string_type")
                ? error(400, SegmindWords.mandatory(first.field()))
                : error(406, "Invalid value for " + first.field() + ". " + first.message());
    }

    @Override
    public Answer accepted(Look look) {
        Job job = look.job();
        ObjectNode body = Json.object();
        if (!look.has(Effect.NO_ID)) {
            body.put("request_id", job.id());
        }
        body.put("status", "QUEUED").put("poll_url", look.base() + "/v1/requests/" + job.id());
        return Answer.json(200, links(body, look));
    }

    @Override
    public Answer status(Look look) {
        ObjectNode body = Json.object()
                .put("status", look.has(Effect.UNKNOWN_STATE) ? "WARMING_UP" : SegmindWords.state(look))
                .put("request_id", look.job().id());
        links(body, look).putObject("metrics");
        if (look.has(Effect.EXTRA_FIELDS)) {
            body.putObject("diagnostics").put("node", 7);
        }
        return Answer.json(200, body);
    }

    @Override
    public Answer result(Look look) {
        if (look.has(Effect.NOT_READY)) {
            return Answer.json(
                    200,
                    Json.object()
                            .put("status", "PROCESSING")
                            .put("request_id", look.job().id()));
        }
        return switch (look.job().state()) {
            case JobState.Queued queued -> status(look);
            case JobState.Rendering rendering -> status(look);
            case JobState.Succeeded done -> Answer.json(200, SegmindWords.output(look, done, left(look.job())));
            case JobState.Failed failed -> Answer.json(422, SegmindWords.failure(failed.failure()));
            case JobState.Cancelled cancelled ->
                refusal(Refusal.UNKNOWN_JOB, look.job().id());
        };
    }

    @Override
    public @Nullable Answer blocked(Look look) {
        return switch (look.job().state()) {
            case JobState.Succeeded done ->
                look.has(Effect.OUTPUT_TEXT)
                        ? Answer.json(200, SegmindWords.output(look, done, left(look.job())))
                        : null;
            case JobState.Failed failed -> error(500, SegmindWords.sentence(failed.failure()));
            case JobState.Queued queued -> error(500, "cancelled");
            case JobState.Rendering rendering -> error(500, "cancelled");
            case JobState.Cancelled cancelled -> error(500, "cancelled");
        };
    }

    @Override
    public Map<String, String> filmHeaders(Look look) {
        return Map.of(
                "x-remaining-credits", left(look.job()).toPlainString(),
                "x-cost", look.job().price().toPlainString(),
                "x-generation-time", "10.0",
                "x-request-id", look.job().id(),
                "x-seed-value", "7");
    }

    @Override
    public Answer page(String name) {
        return Answer.html(405, "405 Method Not Allowed");
    }

    private static BigDecimal left(Job job) {
        BigDecimal credit = job.behaviour().access().credit();
        return job.account().left(credit == null ? FIRST_CREDIT : credit);
    }

    private static ObjectNode links(ObjectNode body, Look look) {
        String link = look.base() + "/v2/requests/" + look.job().id();
        return body.put("status_url", link + "/status").put("response_url", link);
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Json.object().put("error", message));
    }
}
