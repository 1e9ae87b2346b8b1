package dev.reelay.api.facade.segmind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.FrontLinks;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.FinishedFiles;
import dev.reelay.generation.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A request as Segmind's queue tells it. */
@ApplicationScoped
class DescribeSegmind {
    private static final double MILLIS = 1000.0;

    private final FinishedFiles files;
    private final FrontLinks links;

    DescribeSegmind(FinishedFiles files, FrontLinks links) {
        this.files = files;
        this.links = links;
    }

    ObjectNode named(UUID id, String state) {
        String below = "requests/" + id;
        return AnswerJson.object()
                .put("request_id", id.toString())
                .put("status", state)
                .put("poll_url", links.to(Front.SEGMIND, "v1/" + below))
                .put("status_url", links.to(Front.SEGMIND, "v2/" + below + "/status"))
                .put("response_url", links.to(Front.SEGMIND, "v2/" + below));
    }

    /** There is no word for one that was cancelled: it has failed. */
    static String state(Generation generation) {
        return switch (generation.state()) {
            case QUEUED -> "QUEUED";
            case RUNNING, STORING -> "PROCESSING";
            case COMPLETED -> "COMPLETED";
            case FAILED, CANCELLED -> "FAILED";
        };
    }

    ObjectNode result(Generation generation) {
        ObjectNode result = named(generation.id(), state(generation));
        List<FinishedFiles.File> all = files.of(generation);
        if (!all.isEmpty()) {
            FinishedFiles.File first = all.getFirst();
            result.put("output", first.url().toString());
            result.putObject(first.isImage() ? "image" : "video")
                    .put("url", first.url().toString())
                    .put("content_type", first.artifact().mediaType())
                    .put("file_name", first.name())
                    .put("file_size", first.artifact().bytes());
        }
        if (state(generation).equals("FAILED")) {
            result.put("error", error(generation));
        }
        result.set("metrics", metrics(generation));
        return result;
    }

    static String error(Generation generation) {
        return generation.error() == null
                ? "The request was cancelled."
                : generation.error().message();
    }

    private ObjectNode metrics(Generation generation) {
        ObjectNode metrics = AnswerJson.object();
        BigDecimal price = generation.route().price();
        if (generation.state().ended()) {
            metrics.put("inference_time", files.rendering(generation).toMillis() / MILLIS);
            metrics.put("retry_count", 0);
        }
        if (price != null && state(generation).equals("COMPLETED")) {
            metrics.put("cost", price);
        }
        return metrics;
    }
}
