package dev.reelay.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a key: its hash, never the key. */
@Entity(name = "ApiKey")
@Table(name = "api_key")
class ApiKeyRow {
    @Id
    private UUID id;

    @Column(name = "tenant_id")
    private int tenantId;

    @Column
    private String label;

    @Column
    private byte[] hash;

    @Column
    private String role;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "per_second")
    private @Nullable Double perSecond;

    @Column
    private @Nullable Integer burst;

    @Column(name = "any_provider")
    private boolean anyProvider;

    ApiKeyRow() {
        this(new UUID(0, 0), 0, "", new byte[0], Role.VIEWER, Instant.EPOCH);
    }

    ApiKeyRow(UUID id, int tenantId, String label, byte[] hash, Role role, Instant createdAt) {
        this.id = id;
        this.tenantId = tenantId;
        this.label = label;
        this.hash = hash;
        this.role = role.wire();
        this.createdAt = createdAt;
    }

    /** Its own limit counts for more than its tenant's. */
    KeyOwner ownedBy(TenantRow owner) {
        RateLimit own = RateLimit.of(perSecond, burst);
        return new KeyOwner(
                owner.tenant(), id, Role.of(role), own == null ? owner.limit() : own, expiresAt, anyProvider);
    }

    boolean wasUsedSince(Instant time) {
        return lastUsedAt != null && lastUsedAt.isAfter(time);
    }

    void revoked(Instant at) {
        if (revokedAt == null) {
            revokedAt = at;
        }
    }
}
