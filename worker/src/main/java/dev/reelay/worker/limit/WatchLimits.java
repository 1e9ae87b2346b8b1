package dev.reelay.worker.limit;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.limit.AccountLimits;
import dev.reelay.limit.OfferingLimits;
import dev.reelay.limit.OfferingLimits.Breaker;
import dev.reelay.limit.ReadLimits;
import dev.reelay.worker.relay.RelayRole;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * How accounts and offerings stand and who waits for what, as meters: of the whole installation, so one worker tells them,
 * the relay. Counting a million takes a while, and then it is done less often.
 */
@ApplicationScoped
class WatchLimits {
    private static final Logger LOG = Logger.getLogger(WatchLimits.class);
    private static final int PAUSE_BY_DURATION = 50;

    private final ReadLimits limits;
    private final RelayRole role;
    private final MultiGauge waiting;
    private final MultiGauge slots;
    private final MultiGauge inFlight;
    private final MultiGauge out;
    private final MultiGauge open;
    private final MultiGauge rendering;
    private long notBefore = System.nanoTime();

    WatchLimits(ReadLimits limits, RelayRole role, MeterRegistry meters) {
        this.limits = limits;
        this.role = role;
        this.waiting = gauge(meters, "reelay.requests.waiting", "requests that wait, by what they wait for");
        this.slots = gauge(meters, "reelay.account.slots", "how many attempts an account may have in flight");
        this.inFlight = gauge(meters, "reelay.account.in.flight", "how many attempts an account has in flight");
        this.out = gauge(meters, "reelay.account.out", "1 while an account gets nothing until somebody mends it");
        this.open = gauge(meters, "reelay.breaker.open", "1 while an offering is not used, or only tried");
        this.rendering = gauge(meters, "reelay.offering.in.flight", "how many attempts an offering has in flight");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    @Scheduled(every = "{reelay.limits.watch:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        if (!role.isMine()) {
            List.of(waiting, slots, inFlight, out, open, rendering).forEach(gauge -> gauge.register(List.of(), true));
            return;
        }
        long begin = System.nanoTime();
        if (begin - notBefore < 0) {
            return;
        }
        try {
            tellAccounts(limits.accounts());
            tellOfferings(limits.offerings());
            waiting.register(
                    limits.waiters().stream()
                            .map(some ->
                                    Row.of(Tags.of("provider", some.provider(), "reason", some.reason()), some.count()))
                            .toList(),
                    true);
        } catch (DatabaseUnavailable e) {
            LOG.debugf("limits are looked at when the database answers: %s", e.getMessage());
        }
        long end = System.nanoTime();
        notBefore = end + PAUSE_BY_DURATION * (end - begin);
    }

    private void tellAccounts(List<AccountLimits> accounts) {
        slots.register(rows(accounts, AccountLimits::slots), true);
        inFlight.register(rows(accounts, AccountLimits::inFlight), true);
        out.register(rows(accounts, account -> account.out() == null ? 0 : 1), true);
    }

    private void tellOfferings(List<OfferingLimits> offerings) {
        open.register(
                offerings.stream()
                        .<Row<?>>map(
                                offering -> row(offering, offering.breaker().state() == Breaker.State.CLOSED ? 0 : 1))
                        .toList(),
                true);
        rendering.register(
                offerings.stream()
                        .<Row<?>>map(offering -> row(offering, offering.inFlight()))
                        .toList(),
                true);
    }

    private static List<Row<?>> rows(List<AccountLimits> accounts, ToDoubleFunction<AccountLimits> value) {
        return accounts.stream()
                .filter(AccountLimits::configured)
                .<Row<?>>map(account -> Row.of(
                        Tags.of("provider", account.provider(), "account", account.name()),
                        value.applyAsDouble(account)))
                .toList();
    }

    private static Row<?> row(OfferingLimits offering, int value) {
        return Row.of(Tags.of("provider", offering.provider(), "offering", offering.name()), value);
    }
}
