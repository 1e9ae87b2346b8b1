package dev.reelay.tenant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is looked at: all but the key itself.
 *
 * @param tenant the name of its owner
 * @param limit its own; null where its tenant's counts
 */
public record Key(
        UUID id,
        String tenant,
        String name,
        Role role,
        @Nullable RateLimit limit,
        Times times) {
    /**
     * When what happened to it; null where it has not.
     *
     * @param lastUsedAt to ten minutes
     */
    public record Times(
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}
}
