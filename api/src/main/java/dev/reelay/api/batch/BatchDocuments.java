package dev.reelay.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.request.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which batches are answered. */
final class BatchDocuments {
    private BatchDocuments() {}

    /**
     * A batch as it stands.
     *
     * @param estimate what its lines ask for, by provider; {@code amount} is null where no price is known
     * @param waits what its lines without an end wait for, while it runs
     * @param charges what its attempts have come to, by currency
     */
    @Document
    record Whole(
            UUID batchId,
            @Nullable String name,
            String status,
            Counts counts,
            @Nullable JsonNode estimate,
            int concurrency,
            boolean acceptValid,
            @Nullable BigDecimal budget,
            @Nullable String webhookUrl,
            @Nullable UUID retryOf,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Progress progress,
            @Nullable JsonNode waits,
            @Nullable JsonNode charges,
            String statusUrl,
            String reportUrl,
            String progressUrl,
            String resultsUrl,
            String errorsUrl,
            String cancelUrl) {}

    /** Lines by what they have come to. */
    @Document
    record Counts(int lines, int valid, int invalid, int waiting, int open, int completed, int failed, int cancelled) {}

    /**
     * How fast it goes, over about the last minute.
     *
     * @param endsAt if all goes on so; absent while nothing is known
     */
    @Document
    record Progress(double perMinute, @Nullable Instant endsAt) {}

    /** A page of batches, the newest first; with the cursor comes the next one. */
    @Document
    record Page(List<Whole> batches, @Nullable String nextCursor) {}

    /** What cannot be accepted: a fault of a field for each row, and the line behind which the next page begins. */
    @Document
    record Report(List<Fault> faults, @Nullable Integer nextAfter) {}

    /**
     * One thing that is wrong with a line.
     *
     * @param field a JSON pointer into the line's envelope; empty for the whole line
     */
    @Document
    record Fault(int line, @Nullable String customId, String field, String message) {}
}
