package dev.reelay.generation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of a generation beside its row.
 *
 * @param waiting why it is not finished; null when it is
 * @param prompt its first words on one line; empty without one, and where the input lies in the bucket
 * @param charge what its attempts came to so far; null where nothing is known, or in more than one currency
 * @param currency of the charge
 */
public record Glimpse(
        Waiting.@Nullable Reason waiting,
        String prompt,
        @Nullable BigDecimal charge,
        @Nullable String currency) {
    /** Of one that was deleted meanwhile. */
    public static final Glimpse NOTHING = new Glimpse(null, "", null, null);
}
