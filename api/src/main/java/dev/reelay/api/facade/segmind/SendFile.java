package dev.reelay.api.facade.segmind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.facade.StreamArtifact;
import dev.reelay.error.ErrorClass;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.FinishedFiles;
import dev.reelay.generation.Artifact;
import dev.reelay.generation.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.List;

/** Answers a blocking call with the bytes of the video, or with why there are none. */
@ApplicationScoped
class SendFile {
    private static final double MILLIS = 1000.0;
    private static final String REQUEST_ID = "x-request-id";

    private final FinishedFiles files;
    private final StreamArtifact stream;

    SendFile(FinishedFiles files, StreamArtifact stream) {
        this.files = files;
        this.stream = stream;
    }

    Response answer(Generation generation, JsonNode seed) {
        List<FinishedFiles.File> all = files.of(generation);
        if (all.isEmpty()) {
            return refused(generation);
        }
        Artifact artifact = all.getFirst().artifact();
        Response.ResponseBuilder answer = stream.of(artifact)
                .header(REQUEST_ID, generation.id())
                .header("x-generation-time", files.rendering(generation).toMillis() / MILLIS);
        BigDecimal price = generation.route().price();
        if (price != null) {
            answer.header("x-cost", price.stripTrailingZeros().toPlainString());
        }
        if (!seed.isMissingNode()) {
            answer.header("x-seed-value", seed.asText());
        }
        return answer.build();
    }

    private static Response refused(Generation generation) {
        return Response.status(status(generation))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(REQUEST_ID, generation.id())
                .entity(AnswerJson.object()
                        .put(
                                "error",
                                generation.state().ended()
                                        ? DescribeSegmind.error(generation)
                                        : "It is not finished yet and goes on; the same call waits on, and request "
                                                + generation.id() + " tells of it."))
                .build();
    }

    private static int status(Generation generation) {
        if (!generation.state().ended()) {
            return 504;
        }
        ErrorClass error = generation.error() == null
                ? ErrorClass.CANCELLED
                : generation.error().errorClass();
        return switch (error) {
            case INVALID_INPUT, MODERATED, CANCELLED -> 400;
            case OVER_BUDGET, OUT_OF_CREDIT -> 406;
            case UNAUTHORIZED,
                    RATE_LIMITED,
                    UNAVAILABLE,
                    PROVIDER_FAILED,
                    TIMEOUT,
                    RESULT_LOST,
                    SUBMIT_OUTCOME_UNKNOWN,
                    INTERNAL -> 500;
        };
    }
}
