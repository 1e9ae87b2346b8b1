package dev.reelay.tenant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose a key is, which of its owner's keys it is, and what it may do.
 *
 * @param limit how often it may ask: its own limit or its tenant's; null for as often as it likes
 * @param expiresAt from when on it opens nothing; null for never
 */
public record KeyOwner(
        Tenant tenant,
        UUID keyId,
        Role role,
        @Nullable RateLimit limit,
        @Nullable Instant expiresAt) {
    /** Who asks with this key. */
    public Requester requester() {
        return new Requester(tenant, keyId);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
