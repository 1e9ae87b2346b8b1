package dev.reelay.generation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's generations to list; empty or null means any.
 *
 * @param createdAfter from this instant on
 * @param createdBefore up to and without this instant
 * @param olderThan where the page before ended
 */
public record GenerationFilter(
        List<GenerationState> states,
        @Nullable String model,
        @Nullable String provider,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable UUID olderThan) {
    public GenerationFilter {
        states = List.copyOf(states);
    }
}
