package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.catalog.Catalog;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.facade.AnswerJson;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.ReadInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as OpenAI tells a video. Its size and length are what was asked for; how far it is, is known at the beginning and at the
 * end. There is no word for one that was cancelled: it has failed.
 */
@ApplicationScoped
class DescribeVideo {
    private final ReadInput inputs;
    private final Catalog catalog;
    private final InstantSource clock;

    DescribeVideo(ReadInput inputs, Catalog catalog, InstantSource clock) {
        this.inputs = inputs;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** One that was taken in just now. Nothing is looked up for it: whatever fails from here on, the client would submit again. */
    ObjectNode begun(UUID id, Ask ask) {
        JsonNode input = catalog.find(ask.model())
                .map(listing -> listing.complete(ask.input()))
                .orElse(ask.input());
        return told(id, ask.model(), "queued", clock.instant(), null, input);
    }

    ObjectNode of(Generation generation) {
        ObjectNode video = told(
                generation.id(),
                generation.model(),
                status(generation.state()),
                generation.times().acceptedAt(),
                generation.times().endedAt(),
                inputs.of(generation).orElseGet(AnswerJson::object));
        if (status(generation.state()).equals("failed")) {
            Failure error = generation.error();
            video.putObject("error")
                    .put("code", error == null ? ErrorClass.CANCELLED.wire() : code(error.errorClass()))
                    .put("message", error == null ? "The request was cancelled." : error.message());
        }
        return video;
    }

    private static ObjectNode told(
            UUID id, String model, String status, Instant createdAt, @Nullable Instant endedAt, JsonNode input) {
        ObjectNode video = AnswerJson.object()
                .put("id", id.toString())
                .put("object", "video")
                .put("model", model)
                .put("status", status)
                .put("progress", status.equals("completed") ? 100 : 0)
                .put("created_at", createdAt.getEpochSecond());
        video.put("completed_at", endedAt == null ? null : endedAt.getEpochSecond());
        video.putNull("expires_at");
        video.put("prompt", input.path("prompt").textValue());
        video.put("size", VideoSize.of(input).map(VideoSize::toString).orElse(null));
        video.put("seconds", input.has("duration") ? input.path("duration").asText() : null);
        video.putNull("remixed_from_video_id");
        video.putNull("error");
        return video;
    }

    private static String status(GenerationState state) {
        return switch (state) {
            case QUEUED -> "queued";
            case RUNNING, STORING -> "in_progress";
            case COMPLETED -> "completed";
            case FAILED, CANCELLED -> "failed";
        };
    }

    /** OpenAI's word where it has one, else ours. */
    private static String code(ErrorClass error) {
        return error == ErrorClass.MODERATED ? "moderation_blocked" : error.wire();
    }
}
