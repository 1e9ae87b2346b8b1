package dev.reelay.facade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.error.Failure;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.ReadInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as Replicate tells a prediction. The model is one of ours by our id, which stands for its version too; the output is
 * an address, or a list of them when there are several.
 */
@ApplicationScoped
public class ReplicatePrediction {
    private static final int LONGEST_TEXT = 10_000;
    private static final double MILLIS = 1000.0;

    private final FinishedFiles files;
    private final ReadInput inputs;

    ReplicatePrediction(FinishedFiles files, ReadInput inputs) {
        this.files = files;
        this.inputs = inputs;
    }

    /** One that was taken in just now. */
    public static ObjectNode begun(UUID id, String model, JsonNode input, Instant at) {
        ObjectNode told =
                AnswerJson.object().put("id", id.toString()).put("model", model).put("version", model);
        told.set("input", shortened(input));
        told.put("logs", "");
        told.putNull("output");
        told.put("data_removed", false);
        told.putNull("error");
        told.put("status", "starting").put("created_at", at.toString());
        told.putNull("started_at");
        told.putNull("completed_at");
        told.putObject("metrics");
        return told;
    }

    /** As it stands. */
    public ObjectNode of(Generation generation) {
        ObjectNode told = rendering(generation).put("status", state(generation.state()));
        Instant endedAt = generation.times().endedAt();
        told.put("completed_at", endedAt == null ? null : endedAt.toString());
        Failure error = generation.error();
        if (generation.state() == GenerationState.FAILED) {
            told.put("error", error == null ? "It failed." : error.message());
        }
        if (generation.state() == GenerationState.COMPLETED) {
            told.set("output", output(files.of(generation)));
            told.putObject("metrics")
                    .put("predict_time", files.rendering(generation).toMillis() / MILLIS);
        }
        return told;
    }

    /** As it stood when a provider had begun with it, whatever has come of it since. */
    public ObjectNode rendering(Generation generation) {
        JsonNode input = inputs.of(generation).orElseGet(AnswerJson::object);
        Instant began = files.began(generation);
        return begun(
                        generation.id(),
                        generation.model(),
                        input,
                        generation.times().acceptedAt())
                .put("status", "processing")
                .put("started_at", began == null ? null : began.toString());
    }

    private static String state(GenerationState state) {
        return switch (state) {
            case QUEUED -> "starting";
            case RUNNING, STORING -> "processing";
            case COMPLETED -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "canceled";
        };
    }

    private static @Nullable JsonNode output(List<FinishedFiles.File> all) {
        ArrayNode several = AnswerJson.object().putArray("output");
        all.forEach(file -> several.add(file.url().toString()));
        return several.size() == 1 ? several.get(0) : several;
    }

    /** What came as bytes inside the input is not sent back with every look. */
    private static JsonNode shortened(JsonNode input) {
        if (!(input instanceof ObjectNode object)) {
            return input;
        }
        ObjectNode shorter = AnswerJson.object();
        object.properties().forEach(field -> {
            String text = field.getValue().textValue();
            if (text != null && text.length() > LONGEST_TEXT) {
                shorter.put(field.getKey(), text.substring(0, 100) + "…");
            } else {
                shorter.set(field.getKey(), field.getValue());
            }
        });
        return shorter;
    }
}
