package dev.reelay.worker.sweep;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.worker.relay.RelayRole;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is behind, what is unknown and what is spent, as meters of the whole installation. One worker tells them, the relay;
 * where a look takes long, the next one is later.
 */
@ApplicationScoped
class WatchBacklogs {
    private static final Logger LOG = Logger.getLogger(WatchBacklogs.class);
    private static final int PAUSE_BY_DURATION = 50;
    private static final String SECONDS = "seconds";

    private final ReadBacklogs backlogs;
    private final RelayRole role;
    private final MultiGauge oldest;
    private final MultiGauge outbox;
    private final MultiGauge unpositioned;
    private final MultiGauge unpublished;
    private final MultiGauge deliveries;
    private final MultiGauge quarantined;
    private final MultiGauge unknown;
    private final MultiGauge spend;
    private long notBefore = System.nanoTime();

    WatchBacklogs(ReadBacklogs backlogs, RelayRole role, MeterRegistry meters) {
        this.backlogs = backlogs;
        this.role = role;
        this.oldest = gauge(meters, "reelay.requests.oldest.age", SECONDS, "of the oldest request without an end");
        this.outbox = gauge(meters, "reelay.outbox.oldest.age", SECONDS, "of the oldest request no worker has read of");
        this.unpositioned =
                gauge(meters, "reelay.events.oldest.age", SECONDS, "of the oldest event that nobody sees yet");
        this.unpublished = gauge(meters, "reelay.events.unpublished", null, "seen, and not at the broker yet");
        this.deliveries =
                gauge(meters, "reelay.deliveries.late", SECONDS, "how late the delivery is that is due longest");
        this.quarantined = gauge(meters, "reelay.requests.quarantined", null, "held since the database was restored");
        this.unknown = gauge(meters, "reelay.attempts.unknown", null, "that may or may not have been bought");
        this.spend = gauge(meters, "reelay.spend.last.hour", null, "what attempts of the last hour come to by now");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, @Nullable String unit, String description) {
        return MultiGauge.builder(name).baseUnit(unit).description(description).register(meters);
    }

    @Scheduled(every = "{reelay.sweep.oldest:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        if (!role.isMine()) {
            Stream.of(oldest, outbox, unpositioned, unpublished, deliveries, quarantined, unknown, spend)
                    .forEach(gauge -> gauge.register(List.of(), true));
            return;
        }
        long begin = System.nanoTime();
        if (begin - notBefore < 0) {
            return;
        }
        try {
            tell(backlogs.ages());
            unknown.register(
                    backlogs.unknown().stream()
                            .<Row<?>>map(some -> Row.of(Tags.of("provider", some.provider()), some.attempts()))
                            .toList(),
                    true);
            spend.register(
                    backlogs.spent().stream().flatMap(WatchBacklogs::rows).toList(), true);
        } catch (DatabaseUnavailable e) {
            LOG.debugf("backlogs are looked at when the database answers: %s", e.getMessage());
        }
        long end = System.nanoTime();
        notBefore = end + PAUSE_BY_DURATION * (end - begin);
    }

    private void tell(ReadBacklogs.Ages ages) {
        one(oldest, ages.oldestRequest());
        one(outbox, ages.outbox());
        one(unpositioned, ages.unpositioned());
        one(unpublished, ages.unpublished());
        one(quarantined, ages.quarantined());
        one(deliveries, ages.deliveries());
    }

    private static void one(MultiGauge gauge, double value) {
        gauge.register(List.of(Row.of(Tags.empty(), value)), true);
    }

    private static Stream<Row<?>> rows(ReadBacklogs.Spent spent) {
        Tags whose = Tags.of("provider", spent.provider(), "currency", spent.currency());
        return Stream.of(
                Row.of(whose.and("kind", "charged"), spent.charged()),
                Row.of(whose.and("kind", "held"), spent.held()),
                Row.of(whose.and("kind", "at_risk"), spent.atRisk()));
    }
}
