package dev.reelay.worker.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts what the sweepers find. Anything but deadlines means that something has gone wrong before. */
@Singleton
class Findings {
    private static final List<String> KINDS = List.of("deadline", "orphaned_attempt", "orphaned_upload");

    private final MeterRegistry meters;

    Findings(MeterRegistry meters) {
        this.meters = meters;
        // What rises from nothing to one is seen to rise.
        KINDS.forEach(kind -> found(kind, 0));
    }

    /** So many of a kind were found, and dealt with. */
    void found(String kind, long count) {
        meters.counter("reelay.sweep.found", "kind", kind).increment((double) count);
    }
}
