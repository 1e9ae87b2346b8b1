package dev.reelay.simulator.runcomfy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.InputSchema;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.catalog.Shot;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models of RunComfy; it publishes no prices, so these are made up. */
final class RunComfyModels {
    static final List<ModelCard> ALL = List.of(lumaRay2(), ltx2Fast());

    private RunComfyModels() {}

    private static ModelCard lumaRay2() {
        InputSchema inputs = new InputSchema()
                .required("prompt", "image_url")
                .text("prompt")
                .text("image_url")
                .text("end_image_url")
                .flag("loop")
                .choice("resolution", "540p", "720p", "1080p");
        return new ModelCard(
                "luma/luma-ray-2/image-to-video", inputs, new Shot(540, 16, 9, 5), shot -> new BigDecimal("0.50"));
    }

    private static ModelCard ltx2Fast() {
        InputSchema inputs = new InputSchema()
                .required("image_url", "prompt")
                .text("image_url")
                .text("prompt")
                .number("duration", false, 6, 8, 10, 12, 14, 16, 18, 20)
                .choice("resolution", "1080p", "1440p", "2160p")
                .choice("aspect_ratio", "16:9")
                .number("fps", false, 25, 50)
                .flag("generate_audio")
                .rule(RunComfyModels::longOnlyAtTheUsualSize);
        return new ModelCard(
                "ltx/ltx-2/fast/image-to-video",
                inputs,
                new Shot(1080, 16, 9, 6),
                shot -> new BigDecimal("0.04").multiply(BigDecimal.valueOf(shot.seconds())));
    }

    private static @Nullable InputProblem longOnlyAtTheUsualSize(JsonNode input) {
        boolean usual = input.path("fps").asInt(25) == 25
                && input.path("resolution").asText("1080p").equals("1080p");
        return usual || input.path("duration").asInt(6) <= 10
                ? null
                : new InputProblem(
                        "duration",
                        "value_error",
                        "Durations longer than 10 seconds are only supported with 25 FPS and 1080p resolution",
                        input.get("duration"));
    }
}
