package dev.reelay.facade;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.generation.Generation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A request as WaveSpeed tells a prediction. That it has failed is a state, and no error of a call. */
public final class WaveSpeedPrediction {
    private WaveSpeedPrediction() {}

    /**
     * As it stands.
     *
     * @param model as WaveSpeed calls it
     * @param address where it is told of
     */
    public static ObjectNode of(Generation generation, String model, FinishedFiles files, String address) {
        ObjectNode data = begun(
                generation.id(), model, state(generation), generation.times().acceptedAt(), address);
        List<FinishedFiles.File> all = files.of(generation);
        ArrayNode outputs = data.withArray("outputs");
        ArrayNode flags = data.withArray("has_nsfw_contents");
        all.forEach(file -> {
            outputs.add(file.url().toString());
            flags.add(false);
        });
        Failure error = generation.error();
        data.put("error", error == null ? "" : words(error));
        if (error != null) {
            data.put("code", code(error.errorClass()));
        }
        data.putObject("timings")
                .put(
                        "inference",
                        all.isEmpty() ? 0 : files.rendering(generation).toMillis());
        return data;
    }

    /** What stands in all of them; nothing has come of it yet. */
    public static ObjectNode begun(UUID id, String model, String state, Instant at, String address) {
        ObjectNode data = AnswerJson.object().put("id", id.toString()).put("model", model);
        data.putArray("outputs");
        data.putObject("urls").put("get", address);
        data.putArray("has_nsfw_contents");
        return data.put("status", state).put("created_at", at.toString());
    }

    private static String state(Generation generation) {
        return switch (generation.state()) {
            case QUEUED -> "created";
            case RUNNING, STORING -> "processing";
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /**
     * What may have been bought is not told in the provider's words: WaveSpeed's client submits a failed task once more where its
     * error speaks of a connection, a timeout, {@code http 5} or 429.
     */
    private static String words(Failure error) {
        return switch (error.errorClass()) {
            case SUBMIT_OUTCOME_UNKNOWN ->
                "It is not known whether the provider took this on, so it may be billed; Reelay's own API tells what was seen.";
            case RESULT_LOST ->
                "The provider rendered this and its result could not be had; it is billed, and Reelay's own API tells what was seen.";
            case TIMEOUT ->
                "This was not done within its time; it may be billed, and Reelay's own API tells what was seen.";
            case INTERNAL -> "A fault of Reelay; it may be billed, and Reelay's own API tells what was seen.";
            default -> error.message();
        };
    }

    /** The codes of tasks that WaveSpeed documents. */
    private static int code(ErrorClass error) {
        return switch (error) {
            case MODERATED -> 1200;
            case INVALID_INPUT -> 1401;
            case PROVIDER_FAILED, RESULT_LOST, CANCELLED -> 1403;
            case TIMEOUT -> 5004;
            case UNAUTHORIZED, OUT_OF_CREDIT, RATE_LIMITED, UNAVAILABLE, OVER_BUDGET -> 5003;
            case SUBMIT_OUTCOME_UNKNOWN, INTERNAL -> 5000;
        };
    }
}
