package dev.reelay.simulator.runcomfy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.studio.Failure;

/** What a result holds: the output in each of the shapes that models use, or the sentence of a failure. */
final class RunComfyOutput {
    private RunComfyOutput() {}

    static void put(ObjectNode body, Look look, String video) {
        if (look.has(Effect.NO_OUTPUT)) {
            return;
        }
        if (look.has(Effect.NULL_OUTPUT)) {
            body.putNull("output");
        } else if (look.has(Effect.OUTPUT_TEXT)) {
            body.put("output", video);
        } else if (look.has(Effect.OUTPUT_ARRAY)) {
            body.putArray("output").add(video);
        } else if (look.has(Effect.OUTPUT_LIST)) {
            body.putObject("output").putArray("videos").add(video);
        } else {
            body.putObject("output").put("video", video);
        }
    }

    static String sentence(Failure failure) {
        return switch (failure.kind()) {
            case INVALID_INPUT -> "Invalid input";
            case MODERATED_PROMPT -> "Content moderation: the prompt was rejected";
            case MODERATED_IMAGE -> "Content moderation: the input image was rejected";
            case MODERATED_OUTPUT -> "Content moderation: the generated video was rejected";
            case IMAGE_UNREADABLE -> "Failed to download the input image";
            case FAILED -> "Generation failed";
            case SERVER_FAILED -> "Internal error while running the model";
            case TIMED_OUT -> "The model run timed out";
            case NOT_STARTED_IN_TIME -> "The model run was not started in time";
        };
    }
}
