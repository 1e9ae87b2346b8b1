package dev.reelay.generation;

import dev.reelay.error.Failure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One submit to one provider, for reading.
 *
 * @param remoteId what the provider calls it; null until it has accepted it
 * @param remoteState the provider's last state in our words
 * @param owed whether the provider may bill it: {@code nothing}, {@code perhaps} or {@code yes}
 */
public record Attempt(
        UUID id,
        int number,
        String provider,
        String offering,
        AttemptState state,
        @Nullable String remoteId,
        @Nullable String remoteState,
        Times times,
        Money money,
        String owed,
        @Nullable Failure error) {

    /** Whether the provider may still be at it. */
    public boolean open() {
        return times.verdictAt() == null;
    }

    /**
     * What it comes to.
     *
     * @param price what its offering asked for it when it was begun; null when unknown
     * @param cost what the provider told
     * @param units what the provider counted, in its own units
     * @param kind what it has come to; null while its provider may still be at it
     * @param charge what the provider charges, as far as it is known
     * @param atRisk what it may charge, and nobody knows
     */
    public record Money(
            String currency,
            @Nullable BigDecimal price,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal units,
            @Nullable String kind,
            @Nullable BigDecimal charge,
            @Nullable BigDecimal atRisk) {}

    /**
     * When what happened to it; null where it has not.
     *
     * @param answerBefore when a submit without an answer is given up
     */
    public record Times(
            Instant createdAt,
            Instant answerBefore,
            @Nullable Instant acceptedAt,
            @Nullable Instant runningAt,
            @Nullable Instant verdictAt) {}
}
