package dev.reelay.facade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import java.util.Optional;

/**
 * How fal tells that a request has not come to a video: the state is that of one that did, with an error beside it, and the
 * result has the status of the error. What a model says is a list; what fal's own machinery says is flat.
 *
 * @param status of the result
 * @param type of the error, in fal's words
 */
public record FalFault(int status, String type, String message, JsonNode body) {

    /** Why this one has none; empty where it has, or is not finished. */
    public static Optional<FalFault> of(Generation generation) {
        if (generation.state() == GenerationState.CANCELLED) {
            return Optional.of(flat(499, "client_cancelled", "Request was cancelled by the client."));
        }
        Failure error = generation.error();
        return generation.state() == GenerationState.FAILED
                ? Optional.of(of(error == null ? Failure.of(ErrorClass.INTERNAL, "It failed.") : error))
                : Optional.empty();
    }

    private static FalFault of(Failure error) {
        String message = error.message();
        return switch (error.errorClass()) {
            case INVALID_INPUT -> ofModel(422, "value_error", message);
            case MODERATED -> ofModel(422, "content_policy_violation", message);
            case PROVIDER_FAILED -> ofModel(500, "internal_server_error", message);
            // With these the client would ask for the result again and again, as if it could change.
            case TIMEOUT -> flat(504, "request_timeout", message);
            case CANCELLED -> flat(499, "client_cancelled", message);
            case OVER_BUDGET, OUT_OF_CREDIT ->
                flat(403, "exhausted_balance", "User is locked. Reason: Exhausted balance. " + message);
            case UNAUTHORIZED, RATE_LIMITED, UNAVAILABLE -> flat(500, "runner_server_error", message);
            // It may be billed: neither fal's client nor the AI SDK, which makes the whole call again at a 5xx, repeats
            // at this.
            case RESULT_LOST, SUBMIT_OUTCOME_UNKNOWN, INTERNAL -> flat(424, "internal_error", message);
        };
    }

    private static FalFault ofModel(int status, String type, String message) {
        ArrayNode details = AnswerJson.object().putArray("detail");
        details.add(detail("body", "", message, type));
        ObjectNode body = AnswerJson.object();
        body.set("detail", details);
        return new FalFault(status, type, message, body.put("message", message));
    }

    private static FalFault flat(int status, String type, String message) {
        return new FalFault(
                status,
                type,
                message,
                AnswerJson.object()
                        .put("detail", message)
                        .put("error_type", type)
                        .put("message", message));
    }

    /** The answer of an error as it goes over HTTP: the AI SDK's package finds a message only in a part of its own. */
    public static ObjectNode answered(JsonNode body, int status, String message) {
        ObjectNode answered = body.deepCopy();
        answered.putObject("error").put("message", message).put("code", status);
        return answered;
    }

    /** One of the faults of a list. */
    public static JsonNode detail(String where, String pointer, String message, String type) {
        ObjectNode detail = AnswerJson.object();
        ArrayNode place = detail.putArray("loc").add(where);
        for (String step : pointer.split("/", -1)) {
            if (!step.isEmpty()) {
                place.add(step);
            }
        }
        return detail.put("msg", message).put("type", type).put("url", "https://docs.fal.ai/errors/#" + type);
    }
}
