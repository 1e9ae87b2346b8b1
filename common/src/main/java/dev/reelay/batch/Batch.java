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
    private static final int ENOUGH = 10;
    private static final Duration A_WHILE = Duration.ofSeconds(15);

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

    /**
     * In how long it will have ended if all goes on as lately; null while too little has ended, or it has run too short, to
     * go by.
     */
    public @Nullable Duration left(Instant now) {
        int ended = counts.completed() + counts.failed() + counts.cancelled();
        Instant started = times.startedAt();
        boolean early =
                ended < ENOUGH || started == null || started.plus(A_WHILE).isAfter(now);
        int lines = counts.waiting() + counts.open();
        return state != BatchState.RUNNING || early || endsASecond < 1e-4
                ? null
                : Duration.ofMillis(Math.round(1000 * lines / endsASecond));
    }
}
