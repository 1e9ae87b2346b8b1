package dev.reelay.simulator.segmind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.studio.Failure;
import dev.reelay.simulator.studio.JobState;
import java.math.BigDecimal;
import java.time.Duration;

/** The bodies of results, and the words for states and failures. */
final class SegmindWords {
    private SegmindWords() {}

    static String state(Look look) {
        return switch (look.job().state()) {
            case JobState.Queued queued -> "QUEUED";
            case JobState.Rendering rendering -> "PROCESSING";
            case JobState.Succeeded succeeded -> "COMPLETED";
            case JobState.Failed failed -> look.has(Effect.HIDES_FAILURE) ? "COMPLETED" : "FAILED";
            case JobState.Cancelled cancelled -> "FAILED";
        };
    }

    static ObjectNode output(Look look, JobState.Succeeded done, BigDecimal left) {
        String link = look.video(done.film());
        ObjectNode body = Json.object()
                .put("status", "COMPLETED")
                .put("request_id", look.job().id());
        if (look.has(Effect.NULL_OUTPUT)) {
            body.putNull("output").putNull("video");
        } else if (look.has(Effect.OUTPUT_ARRAY)) {
            body.putArray("output").add(link);
        } else if (!look.has(Effect.NO_OUTPUT)) {
            body.put("output", link);
            body.putObject("video")
                    .put("url", link)
                    .put("content_type", "video/mp4")
                    .put("file_name", "output.mp4")
                    .put("file_size", done.film().file().size());
        }
        body.put("seed", 7).put("prompt", look.job().wish().prompt()).putObject("timings");
        double seconds = seconds(done.started(), done.ended());
        double queued = seconds(look.job().accepted(), done.started());
        body.putObject("metrics")
                .put("cost", look.job().price())
                .put("remaining_credits", left)
                .put("inference_time", seconds)
                .put("queue_time", queued)
                .put("total_time", seconds + queued)
                .put("retry_count", 0);
        return body;
    }

    static ObjectNode failure(Failure failure) {
        ObjectNode body = Json.object().put("status", "FAILED").put("error", sentence(failure));
        body.putObject("metrics")
                .put("inference_time", 0.007)
                .put("queue_time", 0.23)
                .put("total_time", 0.24);
        return body;
    }

    static String mandatory(String field) {
        return Character.toUpperCase(field.charAt(0)) + field.substring(1) + " is Mandatory and must be string";
    }

    static String sentence(Failure failure) {
        return switch (failure.kind()) {
            case INVALID_INPUT -> "Invalid input";
            case MODERATED_PROMPT -> "The prompt was flagged by content moderation";
            case MODERATED_IMAGE -> "The image was flagged by content moderation";
            case MODERATED_OUTPUT -> "The output was flagged by content moderation";
            case IMAGE_UNREADABLE -> "Could not download start_frame";
            case FAILED -> "Generation failed";
            case SERVER_FAILED -> "Server had some issue with processing";
            case TIMED_OUT, NOT_STARTED_IN_TIME -> "Generation timed out";
        };
    }

    private static double seconds(java.time.Instant from, java.time.Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
