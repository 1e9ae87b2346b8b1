package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a render costs, as far as it is known: providers that tell no price have an unknown one, never zero.
 *
 * @param amount over the caller's complete input, to a number in {@code currency}; null when unknown
 * @param asOf when the source was read
 */
public record Price(
        String currency,
        @Nullable Expression amount,
        @Nullable LocalDate asOf,
        @Nullable String source) {
    /** What binary fractions leave behind the last cent is no part of a price. */
    private static final MathContext EXACT_ENOUGH = new MathContext(12);

    /** The price of one render of this input. */
    public Optional<BigDecimal> of(JsonNode input) {
        Object value = amount == null ? null : amount.evaluate(Documents.plain(input));
        return value instanceof Number number
                ? Optional.of(new BigDecimal(number.toString()).round(EXACT_ENOUGH))
                : Optional.empty();
    }
}
