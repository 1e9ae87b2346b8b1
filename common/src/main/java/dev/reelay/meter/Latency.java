package dev.reelay.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Times by labels, in seconds, with the buckets that quantiles are made of. The buckets are the same everywhere, so that
 * those of several processes can be added up.
 */
public final class Latency {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private final MeterRegistry meters;
    private final String name;
    private final String description;

    public Latency(MeterRegistry meters, String name, String description) {
        this.meters = meters;
        this.name = name;
        this.description = description;
    }

    /** Tells of these labels although none has come yet: what rises from nothing to one is seen to rise. */
    public void expected(String... labels) {
        timer(labels);
    }

    /** One took so long; labels come as names and values in turns, always the same names. */
    public void took(Duration time, String... labels) {
        timer(labels).record(time.isNegative() ? Duration.ZERO : time);
    }

    private Timer timer(String... labels) {
        return Timer.builder(name)
                .description(description)
                .tags(labels)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /** The same since a {@link System#nanoTime}. */
    public void tookSince(long begin, String... labels) {
        took(Duration.ofNanos(System.nanoTime() - begin), labels);
    }
}
