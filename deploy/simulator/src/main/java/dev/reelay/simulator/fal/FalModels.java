package dev.reelay.simulator.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.InputSchema;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.catalog.Shot;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models of fal, with its list prices. */
final class FalModels {
    static final List<ModelCard> ALL = List.of(lumaRay2(), ltx2Fast());

    private FalModels() {}

    private static ModelCard lumaRay2() {
        InputSchema inputs = new InputSchema()
                .required("prompt")
                .text("prompt")
                .text("image_url")
                .text("end_image_url")
                .choice("aspect_ratio", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21")
                .flag("loop")
                .choice("resolution", "540p", "720p", "1080p")
                .choice("duration", "5s", "9s");
        return new ModelCard(
                "fal-ai/luma-dream-machine/ray-2/image-to-video",
                inputs,
                new Shot(540, 16, 9, 5),
                FalModels::lumaPrice);
    }

    private static ModelCard ltx2Fast() {
        InputSchema inputs = new InputSchema()
                .required("prompt", "image_url")
                .text("prompt")
                .text("image_url")
                .number("duration", true, 6, 8, 10, 12, 14, 16, 18, 20)
                .choice("resolution", "1080p", "1440p", "2160p")
                .choice("aspect_ratio", "16:9")
                .number("fps", true, 25, 50)
                .flag("generate_audio")
                .rule(FalModels::longOnlyAtTheUsualSize);
        return new ModelCard("fal-ai/ltx-2/image-to-video/fast", inputs, new Shot(1080, 16, 9, 6), FalModels::ltxPrice);
    }

    private static BigDecimal lumaPrice(Shot shot) {
        int byLines = shot.lines() <= 540 ? 1 : shot.lines() <= 720 ? 2 : 4;
        int bySeconds = shot.seconds() <= 5 ? 1 : 2;
        return new BigDecimal("0.50").multiply(BigDecimal.valueOf((long) byLines * bySeconds));
    }

    private static BigDecimal ltxPrice(Shot shot) {
        String perSecond = shot.lines() <= 1080 ? "0.04" : shot.lines() <= 1440 ? "0.08" : "0.16";
        return new BigDecimal(perSecond).multiply(BigDecimal.valueOf(shot.seconds()));
    }

    private static @Nullable InputProblem longOnlyAtTheUsualSize(JsonNode input) {
        boolean usual = input.path("fps").asInt(25) == 25
                && input.path("resolution").asText("1080p").equals("1080p");
        return usual || input.path("duration").asInt(6) <= 10
                ? null
                : new InputProblem(
                        "duration",
                        "value_error",
                        "Value error, durations longer than 10 seconds need 25 FPS and 1080p",
                        input.get("duration"));
    }
}
