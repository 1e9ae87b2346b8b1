package dev.reelay.simulator.wavespeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.InputSchema;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.catalog.Shot;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.protocol.Notice;
import dev.reelay.simulator.protocol.ProviderProtocol;
import dev.reelay.simulator.protocol.Refusal;
import dev.reelay.simulator.protocol.Route;
import dev.reelay.simulator.protocol.SubmitOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * WaveSpeedAI v3. One envelope for everything; the poll carries the result; a failed job is status 200 with a failed
 * state within. There is no cancel.
 */
public final class WaveSpeed implements ProviderProtocol {
    private static final Pattern PREDICTION = Pattern.compile("api/v3/predictions/([0-9a-zA-Z-]+)(/result)?");
    private static final String ROOT = "api/v3/";

    @Override
    public String name() {
        return "wavespeed";
    }

    @Override
    public String host() {
        return "api.wavespeed.ai";
    }

    @Override
    public List<ModelCard> models() {
        InputSchema inputs = new InputSchema()
                .required("image", "prompt")
                .text("image")
                .text("prompt")
                .choice("size", "1280*720", "720*1280")
                .number("duration", false, 5, 10);
        return List.of(new ModelCard(
                "luma/ray-2-i2v",
                inputs,
                new Shot(720, 16, 9, 5),
                shot -> new BigDecimal("0.50").multiply(BigDecimal.valueOf(shot.seconds() / 5))));
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
        Matcher prediction = PREDICTION.matcher(path);
        if (method.equals(HttpMethod.GET)) {
            return prediction.matches()
                    ? new Route.StatusAndResult(prediction.group(1))
                    : path.equals(ROOT + "webhook/secret") ? new Route.Page("secret") : new Route.Unknown(path);
        }
        if (method.equals(HttpMethod.POST) && path.equals(ROOT + "predictions")) {
            return new Route.History();
        }
        return method.equals(HttpMethod.POST) && path.startsWith(ROOT) && !path.startsWith(ROOT + "predictions")
                ? new Route.Submit(path.substring(ROOT.length()))
                : new Route.Unknown(path);
    }

    @Override
    public Answer refusal(Refusal refusal, String subject) {
        return switch (refusal) {
            case UNAUTHORIZED, PLAIN_401 -> error(401, "Unauthorized: invalid api key");
            case FORBIDDEN, NOT_YOURS -> error(403, "Forbidden");
            case NO_CREDIT, PLAIN_402 -> error(402, "Insufficient credits. Please top up.");
            case UNKNOWN_MODEL -> error(404, "model not found: " + subject);
            case UNKNOWN_JOB -> error(404, "prediction not found: " + subject);
            case UNKNOWN_PATH -> error(404, "not found");
            case GONE -> error(410, "gone");
            case UNREADABLE_BODY -> error(400, "invalid request body");
            case RATE_LIMITED -> error(429, "Too many requests");
            case SERVER_ERROR -> error(500, "internal error");
            case UNAVAILABLE -> error(503, "service unavailable");
            case GATEWAY_TIMEOUT -> Answer.html(504, "504 Gateway Time-out");
            case ERROR_WITH_200 ->
                Answer.json(200, Json.object().put("code", 500).put("message", "internal error"));
        };
    }

    @Override
    public Answer invalid(List<InputProblem> problems) {
        String message = problems.stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .collect(Collectors.joining("; "));
        boolean missing = problems.getFirst().type().equals("missing");
        return Answer.json(
                400, Json.object().put("code", 400).put("message", message).put("error_code", missing ? 1400 : 1401));
    }

    @Override
    public SubmitOptions options(MultiMap headers, MultiMap parameters) {
        return new SubmitOptions(null, parameters.get("webhook"), Long.MAX_VALUE);
    }

    @Override
    public String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public Answer accepted(Look look) {
        return envelope(Prediction.of(look));
    }

    @Override
    public Answer status(Look look) {
        return envelope(Prediction.of(look));
    }

    @Override
    public Answer result(Look look) {
        return envelope(Prediction.of(look));
    }

    @Override
    public Answer history(List<Look> newestFirst, ObjectNode query) {
        return PredictionHistory.read(query)
                .map(history -> envelope(history.page(newestFirst)))
                .orElseGet(() -> error(400, "page must be at least 1, and page_size from 1 to 100"));
    }

    @Override
    public Notice notice(Look look) {
        return WaveSpeedWebhook.notice(look, Prediction.of(look));
    }

    @Override
    public Answer page(String name) {
        return envelope(Json.object().put("secret", WaveSpeedWebhook.SECRET));
    }

    private static Answer envelope(ObjectNode data) {
        ObjectNode body = Json.object().put("code", 200).put("message", "success");
        return Answer.json(200, body.set("data", data));
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Json.object().put("code", status).put("message", message));
    }
}
