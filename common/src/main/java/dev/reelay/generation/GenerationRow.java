package dev.reelay.generation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.request.OnUnknown;
import dev.reelay.request.Prefer;
import dev.reelay.request.Terms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row of a generation, for reading: it is written by SQL alone, which counts and compares as it writes. */
@Entity(name = "Generation")
@Table(name = "generation")
@Immutable
class GenerationRow {
    @Id
    private UUID id;

    @Column(name = "tenant_id")
    private int tenantId;

    @Column
    private String model;

    @Column
    private String offering;

    @Column
    private String provider;

    @Column(name = "pool_id")
    private int poolId;

    @Column
    private String @Nullable [] providers;

    @Column
    @Enumerated(EnumType.STRING)
    private GenerationState state;

    @Column
    private boolean waiting;

    /** Named in queries alone: nobody reads what is deleted. */
    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @Column(name = "held_by")
    private @Nullable UUID heldBy;

    @Column
    private @Nullable String quarantine;

    @Column
    private int priority;

    @Column(name = "accepted_at")
    private Instant acceptedAt;

    @Column(name = "send_due_at")
    private Instant sendDueAt;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    @Column(name = "start_by")
    private @Nullable Instant startBy;

    @Column(name = "finish_by")
    private @Nullable Instant finishBy;

    @Column(name = "on_unknown")
    private String onUnknown;

    @Column
    private String prefer;

    @Column(name = "allow_nearest")
    private boolean allowNearest;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode candidates;

    @Column
    private @Nullable BigDecimal price;

    @Column
    private @Nullable String currency;

    @Column(name = "webhook_url")
    private @Nullable String webhookUrl;

    @Column(name = "webhook_types")
    private String @Nullable [] webhookTypes;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, String> metadata;

    @Column
    private @Nullable String facade;

    @Column(name = "cancel_requested_at")
    private @Nullable Instant cancelRequestedAt;

    @Column(name = "error_class")
    private @Nullable String errorClass;

    @Column(name = "error_message")
    private @Nullable String errorMessage;

    @Column(name = "error_code")
    private @Nullable String errorCode;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    Generation generation() {
        return new Generation(
                id,
                tenantId,
                model,
                new Generation.Route(
                        provider, offering, poolId, price, currency, Candidates.differences(candidates, offering)),
                state,
                waiting,
                heldBy,
                "held".equals(quarantine),
                terms(),
                new Generation.Times(acceptedAt, sendDueAt, sentAt, receivedAt, cancelRequestedAt, updatedAt, endedAt),
                facade,
                Failures.of(errorClass, errorMessage, errorCode));
    }

    private Terms terms() {
        return new Terms(
                providers == null ? List.of() : List.of(providers),
                Prefer.of(prefer).orElse(Prefer.LISTED),
                allowNearest,
                webhookUrl,
                webhookTypes == null ? List.of() : List.of(webhookTypes),
                metadata == null ? Map.of() : metadata,
                priority,
                startBy,
                finishBy,
                OnUnknown.of(onUnknown).orElse(OnUnknown.FAIL));
    }
}
