package dev.reelay.simulator.bill;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** The counters of one part of the bill: everything, a provider, a model or a key. Lives on the event loop. */
final class Tally {
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Gauge inFlight = new Gauge();
    private final Gauge rendering = new Gauge();
    private BigDecimal charged = BigDecimal.ZERO;

    void add(Count count, long amount) {
        counts.merge(count, amount, Long::sum);
    }

    void charge(BigDecimal money) {
        charged = charged.add(money);
    }

    Gauge inFlight() {
        return inFlight;
    }

    Gauge rendering() {
        return rendering;
    }

    long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    BillReport.Totals totals() {
        return new BillReport.Totals(
                new BillReport.Submits(of(Count.SUBMITS), of(Count.ACCEPTED), of(Count.REFUSED)),
                new BillReport.Work(
                        of(Count.STARTED),
                        of(Count.RENDERED),
                        of(Count.SUCCEEDED),
                        of(Count.FAILED),
                        of(Count.CANCELLED),
                        charged),
                new BillReport.Calls(of(Count.POLLS), of(Count.RESULT_FETCHES), of(Count.CANCELS), of(Count.WEBHOOKS)),
                new BillReport.Downloads(of(Count.DOWNLOADS), of(Count.DOWNLOADED_BYTES), of(Count.CREDENTIALS_LEAKED)),
                inFlight.level(),
                rendering.level());
    }

    /** Counts from zero again; what is in flight stays in flight. */
    void reset() {
        counts.clear();
        charged = BigDecimal.ZERO;
        inFlight.reset();
        rendering.reset();
    }
}
