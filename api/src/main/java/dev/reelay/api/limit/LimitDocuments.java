package dev.reelay.api.limit;

import dev.reelay.api.request.Document;
import dev.reelay.limit.AccountLimits;
import dev.reelay.limit.Line;
import dev.reelay.limit.OfferingLimits;
import dev.reelay.route.Experience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The forms in which limits are answered. */
final class LimitDocuments {
    private LimitDocuments() {}

    /** All accounts. */
    @Document
    record Accounts(List<Account> accounts) {}

    /**
     * One account.
     *
     * @param changed the settings that count for more than the configuration
     */
    @Document
    record Account(
            String provider,
            String name,
            int slots,
            int inFlight,
            double weight,
            @Nullable Double startEvery,
            boolean paused,
            @Nullable Rest coolDown,
            @Nullable Out out,
            boolean configured,
            List<String> changed) {
        static Account of(AccountLimits account) {
            return new Account(
                    account.provider(),
                    account.name(),
                    account.slots(),
                    account.inFlight(),
                    account.weight(),
                    account.startEvery() == null ? null : seconds(account.startEvery()),
                    account.paused(),
                    account.rest() == null
                            ? null
                            : new Rest(account.rest().until(), account.rest().reason()),
                    account.out() == null
                            ? null
                            : new Out(
                                    account.out().reason(),
                                    account.out().message(),
                                    account.out().since(),
                                    account.out().nextTry()),
                    account.configured(),
                    List.copyOf(new TreeSet<>(account.changed())));
        }
    }

    /** A rest that its provider asked for. */
    @Document
    record Rest(Instant until, @Nullable String reason) {}

    /** Why its provider will have nothing from it. */
    @Document
    record Out(String reason, @Nullable String message, Instant since, Instant nextTry) {}

    /** All offerings. */
    @Document
    record Offerings(List<Offering> offerings) {}

    /**
     * One offering.
     *
     * @param model what callers ask for to get it; null when the catalog has it no more
     * @param waitingIsMore whether more wait than were counted
     * @param medianSeconds within which half of its renders ended lately
     * @param errorRate of the last half hour
     */
    @Document
    record Offering(
            String id,
            String provider,
            @Nullable String model,
            @Nullable Integer slots,
            int inFlight,
            int waiting,
            boolean waitingIsMore,
            boolean paused,
            Breaker breaker,
            @Nullable Double medianSeconds,
            @Nullable Double errorRate) {
        static Offering of(OfferingLimits offering, @Nullable String model, Experience seen) {
            return new Offering(
                    offering.name(),
                    offering.provider(),
                    model,
                    offering.slots(),
                    offering.inFlight(),
                    offering.waiting(),
                    offering.waiting() >= Line.MOST,
                    offering.paused(),
                    Breaker.of(offering.breaker()),
                    seen.median() == null ? null : seconds(seen.median()),
                    seen.well() + seen.failed() == 0 ? null : seen.errorRate());
        }
    }

    /** Whether it is used: {@code closed} when it is. */
    @Document
    record Breaker(
            String state,
            int failures,
            @Nullable Instant openUntil,
            @Nullable String lastFailure) {
        static Breaker of(OfferingLimits.Breaker breaker) {
            return new Breaker(
                    breaker.state().name().toLowerCase(Locale.ROOT),
                    breaker.failures(),
                    breaker.openUntil(),
                    breaker.failure());
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
