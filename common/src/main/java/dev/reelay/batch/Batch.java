package dev.reelay.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it stands.
 *
 * @param counts lines by what they have come to
 * @param estimate what it asks for, by provider: a list of {@code {provider, lines, amount, currency}}; null until it is judged
 * @param endsASecond smoothed over about a minute
 */
public record Batch(
        UUID id,
        int tenantId,
        BatchState state,
        Terms terms,
        Counts counts,
        @Nullable JsonNode estimate,
        double endsASecond,
        Times times) {

    /** What was asked for, as far as it is told. */
    public record Terms(
            @Nullable String name,
            boolean acceptValid,
            int concurrency,
            @Nullable BigDecimal budget,
            @Nullable String webhookUrl,
            @Nullable UUID retryOf) {}

    /**
     * Numbers of lines.
     *
     * @param lines that are not blank
     * @param waiting valid and not released yet
     * @param open released, without an end yet
     */
    public record Counts(
            int lines, int valid, int invalid, int waiting, int open, int completed, int failed, int cancelled) {}

    /** When what happened. */
    public record Times(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /** In how long it will have ended if all goes on as lately; null while nothing is known. */
    public @Nullable Duration left() {
        int lines = counts.waiting() + counts.open();
        return state != BatchState.RUNNING || endsASecond < 1e-4
                ? null
                : Duration.ofMillis(Math.round(1000 * lines / endsASecond));
    }
}
