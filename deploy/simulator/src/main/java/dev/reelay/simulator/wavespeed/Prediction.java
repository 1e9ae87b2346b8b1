package dev.reelay.simulator.wavespeed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.studio.Failure;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The one object that submit, poll, history and webhook all carry. */
final class Prediction {
    private Prediction() {}

    static ObjectNode of(Look look) {
        Job job = look.job();
        ObjectNode data = Json.object();
        if (!look.has(Effect.NO_ID)) {
            data.put("id", job.id());
        }
        data.put("model", job.model().id());
        outputs(data, look);
        data.putObject("urls").put("get", look.base() + "/api/v3/predictions/" + job.id() + "/result");
        ArrayNode unsafe = data.putArray("has_nsfw_contents");
        if (job.state() instanceof JobState.Succeeded) {
            unsafe.add(false);
        }
        data.put("status", look.has(Effect.UNKNOWN_STATE) ? "resting" : word(look));
        data.put("created_at", job.accepted().truncatedTo(ChronoUnit.MILLIS).toString());
        end(data, look);
        if (look.has(Effect.EXTRA_FIELDS)) {
            data.putObject("diagnostics").put("node", 7);
        }
        return data;
    }

    private static void outputs(ObjectNode data, Look look) {
        if (look.has(Effect.NULL_OUTPUT)) {
            data.putNull("outputs");
            return;
        }
        ArrayNode outputs = data.putArray("outputs");
        boolean there = !look.has(Effect.NO_OUTPUT) && !look.has(Effect.NOT_READY);
        if (there && look.job().state() instanceof JobState.Succeeded done) {
            outputs.add(look.video(done.film()));
        }
    }

    /** The word for a job's state when nothing bends the answer. */
    static String plainWord(Job job) {
        return switch (job.state()) {
            case JobState.Queued queued -> "created";
            case JobState.Rendering rendering -> "processing";
            case JobState.Succeeded succeeded -> "completed";
            case JobState.Failed failed -> failed.failure().kind() == Failure.Kind.TIMED_OUT ? "timeout" : "failed";
            case JobState.Cancelled cancelled -> "cancelled";
        };
    }

    private static String word(Look look) {
        if (look.job().state() instanceof JobState.Succeeded && look.has(Effect.NOT_READY)) {
            return "processing";
        }
        return look.job().state() instanceof JobState.Failed && look.has(Effect.HIDES_FAILURE)
                ? "completed"
                : plainWord(look.job());
    }

    private static void end(ObjectNode data, Look look) {
        long milliseconds = 0;
        String error = "";
        if (look.job().state() instanceof JobState.Succeeded done) {
            milliseconds = Duration.between(done.started(), done.ended()).toMillis();
        } else if (look.job().state() instanceof JobState.Failed failed) {
            error = sentence(failed.failure());
            data.put("code", code(failed.failure()));
        }
        data.put("error", error).putObject("timings").put("inference", milliseconds);
    }

    private static int code(Failure failure) {
        return switch (failure.kind()) {
            case MODERATED_PROMPT, MODERATED_IMAGE, MODERATED_OUTPUT -> 1200;
            case INVALID_INPUT -> 1401;
            case IMAGE_UNREADABLE -> 1402;
            case FAILED -> 1403;
            case SERVER_FAILED -> 5000;
            case TIMED_OUT, NOT_STARTED_IN_TIME -> 5004;
        };
    }

    private static String sentence(Failure failure) {
        return switch (failure.kind()) {
            case MODERATED_PROMPT -> "content moderation: prompt rejected";
            case MODERATED_IMAGE -> "content moderation: input image rejected";
            case MODERATED_OUTPUT -> "content moderation: output rejected";
            case INVALID_INPUT -> "invalid parameter";
            case IMAGE_UNREADABLE -> "failed to fetch the input image";
            case FAILED -> "task failed";
            case SERVER_FAILED -> "internal error";
            case TIMED_OUT, NOT_STARTED_IN_TIME -> "task timed out";
        };
    }
}
