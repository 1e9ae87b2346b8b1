package dev.reelay.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How much may be spent on what, and how much of it is spent in the present period. */
public record Budget(UUID id, String name, Scope scope, Limit limit, Use use, Instant createdAt) {

    /** What it limits: the requests of its tenant, and of them those that each of these that is there agrees with. */
    public record Scope(
            @Nullable UUID apiKeyId,
            @Nullable UUID batchId,
            @Nullable String provider) {}

    /** How much it allows in each period, in one currency: what is paid in another is none of its business. */
    public record Limit(BigDecimal amount, String currency, Period period, WhenSpent whenSpent) {}

    /**
     * What is gone of it.
     *
     * @param held for attempts that are open
     * @param atRisk may be billed, and nobody knows
     * @param queued wanted by requests that wait for a provider
     * @param room what is neither spent, held nor at risk; less than nothing where more was billed than was foreseen
     * @param renewsAt when the next period begins; null where there is but one
     */
    public record Use(
            BigDecimal spent,
            BigDecimal held,
            BigDecimal atRisk,
            BigDecimal queued,
            BigDecimal room,
            @Nullable Instant renewsAt) {}

    /** How long it lasts, by the calendar of UTC. */
    public enum Period {
        DAY,
        MONTH,
        /** For good. */
        TOTAL;

        /** The value with this public name. */
        public static Optional<Period> of(String wire) {
            return Arrays.stream(values())
                    .filter(value -> value.wire().equals(wire))
                    .findFirst();
        }

        /** The public name. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a request for which there is no room. */
    public enum WhenSpent {
        /** It is not accepted; one that was accepted before fails. */
        REFUSE,
        /** It waits until there is room. */
        HOLD;

        /** The value with this public name. */
        public static Optional<WhenSpent> of(String wire) {
            return Arrays.stream(values())
                    .filter(value -> value.wire().equals(wire))
                    .findFirst();
        }

        /** The public name. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
