package dev.reelay.tenant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose a key is, which of its owner's keys it is, and what it may do.
 *
 * @param limit how often it may ask: its own limit or its tenant's; null for as often as it likes
 * @param expiresAt from when on it opens nothing; null for never
 * @param anyProvider whether what comes in one provider's form may be served by another
 */
public record KeyOwner(
        Tenant tenant,
        UUID keyId,
        Role role,
        @Nullable RateLimit limit,
        @Nullable Instant expiresAt,
        boolean anyProvider) {
    /** A key by which each provider's form stays with its provider. */
    public KeyOwner(Tenant tenant, UUID keyId, Role role, @Nullable RateLimit limit, @Nullable Instant expiresAt) {
        this(tenant, keyId, role, limit, expiresAt, false);
    }

    /** Who asks with this key. */
    public Requester requester() {
        return new Requester(tenant, keyId);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
