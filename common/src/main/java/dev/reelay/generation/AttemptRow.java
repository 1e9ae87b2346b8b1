package dev.reelay.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The row of an attempt, for reading; the workers write it. */
@Entity(name = "Attempt")
@Table(name = "attempt")
@Immutable
class AttemptRow {
    @Id
    private UUID id;

    @Column(name = "generation_id")
    private UUID generationId;

    @Column
    private int number;

    @Column
    private String provider;

    @Column
    private String offering;

    @Column
    @Enumerated(EnumType.STRING)
    private AttemptState state;

    @Formula("nullif(remote ->> 'id', '')")
    private @Nullable String remoteId;

    @Column(name = "remote_state")
    private @Nullable String remoteState;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "answer_before")
    private Instant answerBefore;

    @Column(name = "accepted_at")
    private @Nullable Instant acceptedAt;

    @Column(name = "running_at")
    private @Nullable Instant runningAt;

    @Column(name = "verdict_at")
    private @Nullable Instant verdictAt;

    @Column
    private @Nullable String currency;

    @Column
    private @Nullable BigDecimal price;

    @Column
    private @Nullable BigDecimal cost;

    @Column(name = "billable_units")
    private @Nullable BigDecimal units;

    @Column(name = "charge_kind")
    private @Nullable String chargeKind;

    @Column
    private @Nullable BigDecimal charge;

    @Column(name = "at_risk")
    private @Nullable BigDecimal atRisk;

    @Formula("attempt_owed(charge_kind, charge)")
    private String owed;

    @Column(name = "error_class")
    private @Nullable String errorClass;

    @Column(name = "error_message")
    private @Nullable String errorMessage;

    @Column(name = "error_code")
    private @Nullable String errorCode;

    Attempt attempt() {
        return new Attempt(
                id,
                number,
                provider,
                offering,
                state,
                remoteId,
                remoteState,
                new Attempt.Times(createdAt, answerBefore, acceptedAt, runningAt, verdictAt),
                new Attempt.Money(currency == null ? "USD" : currency, price, cost, units, chargeKind, charge, atRisk),
                owed,
                Failures.of(errorClass, errorMessage, errorCode));
    }
}
