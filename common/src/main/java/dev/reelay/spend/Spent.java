package dev.reelay.spend;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What some attempts came to, in one currency.
 *
 * @param charge what their providers charge, as far as it is known
 * @param atRisk what they may charge, and nobody knows
 * @param held what is set aside for those that are open
 * @param unpriced those of them that cost something, or may, of which nobody knows how much
 */
public record Spent(
        String currency, long attempts, BigDecimal charge, BigDecimal atRisk, BigDecimal held, long unpriced) {

    /**
     * A line of a report.
     *
     * @param by the values that its attempts have in common, in the order of the report; null where there is none
     */
    public record Line(Map<Dimension, @Nullable String> by, Spent spent) {}

    private Spent plus(Spent other) {
        return new Spent(
                currency,
                attempts + other.attempts,
                charge.add(other.charge),
                atRisk.add(other.atRisk),
                held.add(other.held),
                unpriced + other.unpriced);
    }

    /** The sum in each currency. */
    public static List<Spent> totals(Collection<Line> lines) {
        Map<String, Spent> totals = new TreeMap<>();
        lines.forEach(line -> totals.merge(line.spent().currency(), line.spent(), Spent::plus));
        return List.copyOf(totals.values());
    }
}
