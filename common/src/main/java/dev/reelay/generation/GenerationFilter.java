package dev.reelay.generation;

import dev.reelay.error.ErrorClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which generations to list; null means any.
 *
 * @param tenant whose; null for those of all tenants
 * @param created when they were accepted
 * @param olderThan where the page before ended
 */
public record GenerationFilter(
        @Nullable Integer tenant,
        @Nullable ListedStatus status,
        @Nullable String model,
        @Nullable String provider,
        @Nullable UUID batch,
        @Nullable ErrorClass error,
        Created created,
        @Nullable UUID olderThan) {

    /** All of one tenant's. */
    public static GenerationFilter ofTenant(int tenant, @Nullable UUID olderThan) {
        return new GenerationFilter(tenant, null, null, null, null, null, new Created(null, null), olderThan);
    }

    /**
     * A stretch of time, open where it has no end.
     *
     * @param after from this instant on
     * @param before up to and without this instant
     */
    public record Created(@Nullable Instant after, @Nullable Instant before) {}
}
