package dev.reelay.simulator.studio;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What falls due when, in order, by an injected clock. Whoever calls {@link #advance} does the work that is due; a
 * clock that jumps therefore needs no timer. Not thread-safe: it lives on the event loop.
 */
public final class Agenda {
    private final InstantSource clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::number));
    private long numbers;

    public Agenda(InstantSource clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Does {@code work} once {@code delay} has passed. */
    public void after(Duration delay, Runnable work) {
        entries.add(new Entry(now().plus(delay), numbers++, work));
    }

    /** Does everything that is due. */
    public void advance() {
        for (Entry head = entries.peek(); head != null && !head.due.isAfter(now()); head = entries.peek()) {
            entries.remove();
            head.work.run();
        }
    }

    private record Entry(Instant due, long number, Runnable work) {}
}
