package dev.reelay.overview;

import dev.reelay.generation.Generation;
import dev.reelay.generation.Waiting;
import dev.reelay.spend.Spent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's requests stand, or those of all tenants.
 *
 * @param at when it was so
 * @param throughput the last hour, minute by minute, the oldest first
 * @param waiting the reason of most first
 * @param oldest without an end; null when all have one
 * @param failures of the last day, the class of most first
 * @param spentToday by currency; the day is UTC's
 */
public record Overview(
        Instant at,
        List<Minute> throughput,
        List<Reason> waiting,
        @Nullable Oldest oldest,
        List<Failed> failures,
        List<Spent> spentToday) {
    public Overview {
        throughput = List.copyOf(throughput);
        waiting = List.copyOf(waiting);
        failures = List.copyOf(failures);
        spentToday = List.copyOf(spentToday);
    }

    /** What came in and what ended within one minute. */
    public record Minute(Instant begin, long accepted, long completed, long failed, long cancelled) {}

    /**
     * How many wait for one thing.
     *
     * @param more whether there are more than were counted
     */
    public record Reason(String reason, long requests, boolean more) {}

    /** How many failed by one class. */
    public record Failed(String errorClass, long requests) {}

    /**
     * The request that waits for longest.
     *
     * @param waiting why; null when it has ended since
     */
    public record Oldest(Generation generation, @Nullable Waiting waiting) {}
}
