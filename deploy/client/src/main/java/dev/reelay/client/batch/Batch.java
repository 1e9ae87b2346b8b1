package dev.reelay.client.batch;

import com.fasterxml.jackson.databind.JsonNode;

/** A batch as the api tells it. The document has everything: estimate, progress, charges, addresses. */
public record Batch(String id, String name, BatchStatus status, Counts counts, JsonNode document) {

    /** Reads a batch document. */
    public static Batch of(JsonNode document) {
        return new Batch(
                document.path("batch_id").asText(),
                document.path("name").asText(""),
                BatchStatus.of(document.path("status").asText()),
                Counts.of(document.path("counts")),
                document);
    }

    public boolean ended() {
        return status.ended();
    }

    /** Whether it has ended and every line of its file became a video. */
    public boolean wholeSuccess() {
        return status == BatchStatus.COMPLETED
                && counts.invalid() == 0
                && counts.failed() == 0
                && counts.cancelled() == 0;
    }
}
