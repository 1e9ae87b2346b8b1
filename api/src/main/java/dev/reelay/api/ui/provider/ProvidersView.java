package dev.reelay.api.ui.provider;

import dev.reelay.api.ui.page.Badge;
import dev.reelay.api.ui.page.Format;
import dev.reelay.budget.Budget;
import dev.reelay.limit.AccountLimits;
import dev.reelay.limit.OfferingLimits;
import dev.reelay.route.Experience;
import dev.reelay.spend.Spent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the providers stand. */
public record ProvidersView(
        List<Account> accounts, List<Offering> offerings, List<SpentAt> spent, List<Budget> budgets) {
    public ProvidersView {
        accounts = List.copyOf(accounts);
        offerings = List.copyOf(offerings);
        spent = List.copyOf(spent);
        budgets = List.copyOf(budgets);
    }

    /** A name as the part of an id that any selector can hold; htmx looks for what it preserves by one. */
    private static String word(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "-");
        return plain.equals(name) ? name : plain + "-" + Integer.toHexString(name.hashCode());
    }

    /** What was spent at a provider today. */
    public record SpentAt(String provider, Spent spent) {
        /** What it charges, and what it may. */
        public BigDecimal amount() {
            return spent.charge();
        }
    }

    /**
     * One account.
     *
     * @param past how it did within a day; null when it had nothing to do
     */
    public record Account(AccountLimits limits, @Nullable PastView past) {
        /** How it stands. */
        public Badge badge() {
            if (limits.out() != null) {
                return new Badge("bad", Format.words(limits.out().reason()));
            }
            if (!limits.configured()) {
                return new Badge("calm", "no key");
            }
            if (limits.paused()) {
                return new Badge("warn", "paused");
            }
            return limits.rest() == null ? new Badge("ok", "in use") : new Badge("warn", "cools down");
        }

        /** What makes the ids of its fields. */
        public String key() {
            return word(limits.provider() + "-" + limits.name());
        }

        /** The seconds between two starts; empty for no pace. */
        public String startSeconds() {
            Duration every = limits.startEvery();
            return every == null
                    ? ""
                    : BigDecimal.valueOf(every.toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString();
        }

        /** How much of its slots is used, in hundredths. */
        public long used() {
            return Math.min(100, Math.round(100.0 * limits.inFlight() / Math.max(1, limits.slots())));
        }
    }

    /**
     * One offering, and how it did of late.
     *
     * @param hindered how the accounts of its provider stand when none of them can be used; null when one can
     */
    public record Offering(
            OfferingLimits limits,
            Experience seen,
            @Nullable Badge hindered) {
        static Offering of(OfferingLimits limits, Experience seen, List<Account> accounts) {
            List<Badge> badges = accounts.stream()
                    .filter(account -> account.limits().provider().equals(limits.provider()))
                    .map(Account::badge)
                    .toList();
            boolean usable = badges.stream().anyMatch(badge -> badge.look().equals("ok"));
            return new Offering(limits, seen, usable ? null : hindrance(badges));
        }

        /** Of several accounts the one that comes back by itself is told of. */
        private static Badge hindrance(List<Badge> badges) {
            Badge told = badges.stream()
                    .filter(badge -> badge.look().equals("warn"))
                    .findFirst()
                    .or(() -> badges.stream().findFirst())
                    .orElse(new Badge("calm", "no key"));
            return new Badge(told.look(), "account: " + told.word());
        }

        /** How it stands. */
        public Badge badge() {
            if (limits.paused()) {
                return new Badge("warn", "paused");
            }
            return switch (limits.breaker().state()) {
                case CLOSED -> hindered == null ? new Badge("ok", "in use") : hindered;
                case OPEN -> new Badge("bad", "breaker open");
                case HALF_OPEN -> new Badge("warn", "being tried");
            };
        }

        /** What makes the ids of its fields. */
        public String key() {
            return word(limits.name());
        }

        /** Whether its breaker keeps requests away. */
        public boolean isOpen() {
            return limits.breaker().state() != OfferingLimits.Breaker.State.CLOSED;
        }

        /** The part of its renders that failed lately. */
        public String errorRate() {
            return seen.well() + seen.failed() == 0
                    ? "–"
                    : String.format(Locale.ROOT, "%.0f %%", 100 * seen.errorRate());
        }
    }
}
