package dev.reelay.client.http;

import java.time.Duration;
import java.util.Optional;

/** When to stop waiting, by a clock that nobody sets; perhaps never. */
public record Deadline(Optional<Long> nanoTime) {
    private static final Duration LONG = Duration.ofDays(365);

    public static Deadline never() {
        return new Deadline(Optional.empty());
    }

    public static Deadline in(Duration time) {
        return time.compareTo(LONG) > 0 ? never() : new Deadline(Optional.of(System.nanoTime() + time.toNanos()));
    }

    public static Deadline in(Optional<Duration> time) {
        return time.map(Deadline::in).orElseGet(Deadline::never);
    }

    public boolean passed() {
        return left().isZero();
    }

    /** What is left of the time, never less than nothing. */
    public Duration left() {
        return nanoTime.map(end -> Duration.ofNanos(Math.max(0, end - System.nanoTime())))
                .orElse(LONG);
    }

    /** The shorter of a time and what is left. */
    public Duration within(Duration time) {
        Duration left = left();
        return left.compareTo(time) < 0 ? left : time;
    }
}
