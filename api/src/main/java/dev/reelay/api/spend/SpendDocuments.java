package dev.reelay.api.spend;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.reelay.api.request.Document;
import dev.reelay.spend.Drift;
import dev.reelay.spend.Spent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which reports are answered. */
final class SpendDocuments {
    private SpendDocuments() {}

    /** What was spent on some days, line by line and in all. */
    @Document
    record Report(LocalDate from, LocalDate to, List<String> by, List<Line> lines, List<Total> totals) {}

    /** What some attempts came to; the values that they have in common stand under their own names. */
    @Document
    record Line(
            @JsonAnyGetter Map<String, String> by,
            String currency,
            long attempts,
            BigDecimal charge,
            BigDecimal atRisk,
            BigDecimal held,
            long unpriced) {
        static Line of(Spent.Line line) {
            Map<String, String> by = new LinkedHashMap<>();
            line.by().forEach((dimension, value) -> {
                if (value != null) {
                    by.put(dimension.wire(), value);
                }
            });
            Spent spent = line.spent();
            return new Line(
                    by,
                    spent.currency(),
                    spent.attempts(),
                    spent.charge(),
                    spent.atRisk(),
                    spent.held(),
                    spent.unpriced());
        }
    }

    /** All of it in one currency. */
    @Document
    record Total(String currency, long attempts, BigDecimal charge, BigDecimal atRisk, BigDecimal held, long unpriced) {
        static Total of(Spent spent) {
            return new Total(
                    spent.currency(), spent.attempts(), spent.charge(), spent.atRisk(), spent.held(), spent.unpriced());
        }
    }

    /** The price book against what providers told, on some days. */
    @Document
    record Drifts(LocalDate from, LocalDate to, List<OfOffering> offerings) {}

    /** The same of one offering. */
    @Document
    record OfOffering(
            String offering,
            String currency,
            long told,
            long differing,
            long unpriced,
            long untold,
            BigDecimal expected,
            BigDecimal charged,
            BigDecimal difference,
            BigDecimal chargedUnpriced,
            List<Example> examples) {
        static OfOffering of(Drift drift) {
            return new OfOffering(
                    drift.offering(),
                    drift.currency(),
                    drift.told(),
                    drift.differing(),
                    drift.unpriced(),
                    drift.untold(),
                    drift.expected(),
                    drift.charged(),
                    drift.charged().subtract(drift.expected()),
                    drift.chargedUnpriced(),
                    drift.examples().stream().map(Example::of).toList());
        }
    }

    /** An attempt for which they differ. */
    @Document
    record Example(
            UUID requestId,
            int attempt,
            String kind,
            @Nullable BigDecimal expected,
            BigDecimal charged,
            @Nullable BigDecimal billableUnits,
            Instant startedAt) {
        static Example of(Drift.Example example) {
            return new Example(
                    example.requestId(),
                    example.number(),
                    example.kind(),
                    example.expected(),
                    example.charged(),
                    example.units(),
                    example.at());
        }
    }
}
