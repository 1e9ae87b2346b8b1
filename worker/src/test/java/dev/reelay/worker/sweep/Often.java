package dev.reelay.worker.sweep;

import java.time.Duration;

/** Settings of the sweepers as the annotations have them. */
record Often(Duration orphanAfter, Duration uploadsOlderThan) implements SweepConfig {
    static final Often USUAL = new Often(Duration.ofMinutes(2), Duration.ofHours(2));

    @Override
    public Duration deadlines() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration budgets() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration orphans() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration uploads() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration oldest() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Duration reroute() {
        return Duration.ofSeconds(1);
    }
}
