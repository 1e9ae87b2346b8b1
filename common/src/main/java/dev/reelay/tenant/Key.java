package dev.reelay.tenant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is looked at: all but the key itself.
 *
 * @param tenant the name of its owner
 * @param limit its own; null where its tenant's counts
 * @param anyProvider whether what comes in one provider's form may be served by another
 */
public record Key(
        UUID id,
        String tenant,
        String name,
        Role role,
        @Nullable RateLimit limit,
        boolean anyProvider,
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
