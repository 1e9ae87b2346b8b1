package dev.reelay.worker.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what the sweepers find. Anything but deadlines means that something has gone wrong before. */
@ApplicationScoped
class Findings {
    private final MeterRegistry meters;

    Findings(MeterRegistry meters) {
        this.meters = meters;
    }

    /** So many of a kind were found, and dealt with. */
    void found(String kind, long count) {
        meters.counter("reelay.sweep.found", "kind", kind).increment((double) count);
    }
}
