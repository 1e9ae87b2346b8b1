package dev.reelay.generation;

import dev.reelay.error.Failure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One submit to one provider, for reading.
 *
 * @param remoteState the provider's last state in our words
 * @param cost in the provider's currency, where it told
 * @param owed whether the provider may bill it: {@code nothing}, {@code perhaps} or {@code yes}
 */
public record Attempt(
        UUID id,
        int number,
        String provider,
        String offering,
        AttemptState state,
        @Nullable String remoteState,
        Times times,
        @Nullable BigDecimal cost,
        String owed,
        @Nullable Failure error) {

    /** Whether the provider may still be at it. */
    public boolean open() {
        return times.verdictAt() == null;
    }

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
