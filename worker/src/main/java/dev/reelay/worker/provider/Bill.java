package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says that a request costs; each null where it says nothing.
 *
 * @param cost in the provider's currency
 * @param units in units of the provider's own
 */
public record Bill(@Nullable BigDecimal cost, @Nullable BigDecimal units) {
    /** Nothing was said of money. */
    public static final Bill UNTOLD = new Bill(null, null);

    static Bill of(Provider provider, Answer answer) {
        Provider.Result result = provider.result();
        Provider.Signals signals = provider.signals();
        return new Bill(
                amount(result == null ? null : answer.decimal(result.cost())),
                amount(signals == null ? null : answer.decimal(signals.billableUnits())));
    }

    /** Less than nothing is no price. */
    private static @Nullable BigDecimal amount(@Nullable BigDecimal told) {
        return told == null || told.signum() < 0 ? null : told;
    }
}
