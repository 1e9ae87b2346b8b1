package dev.reelay.spend;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the price book of one offering compares with what the provider says.
 *
 * @param told attempts of which the provider told the cost
 * @param differing those of them for which the price book says another
 * @param unpriced those of them for which it says nothing
 * @param untold attempts that were charged without a word of the provider's
 * @param expected what the price book says of all that are told and priced
 * @param charged what the provider says of the same
 * @param chargedUnpriced what the provider says of the rest
 * @param examples where they differ most
 */
public record Drift(
        String offering,
        String currency,
        long told,
        long differing,
        long unpriced,
        long untold,
        BigDecimal expected,
        BigDecimal charged,
        BigDecimal chargedUnpriced,
        List<Example> examples) {

    public Drift {
        examples = List.copyOf(examples);
    }

    /**
     * An attempt for which they differ.
     *
     * @param number of the attempt within its request
     * @param expected null where the price book says nothing
     * @param units what the provider counted, in its own units
     */
    public record Example(
            UUID requestId,
            int number,
            String kind,
            @Nullable BigDecimal expected,
            BigDecimal charged,
            @Nullable BigDecimal units,
            Instant at) {}
}
