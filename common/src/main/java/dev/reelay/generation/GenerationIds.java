package dev.reelay.generation;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids (UUIDv7): within a process each is greater than the one before, whatever the clock does, so that the order of
 * ids is the order of acceptance.
 */
@ApplicationScoped
public class GenerationIds {
    private static final int COUNTER_BITS = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /** Milliseconds, and behind them a counter that runs on within one. */
    private final AtomicLong last = new AtomicLong();

    GenerationIds(InstantSource clock) {
        this.clock = clock;
    }

    /** The next id. */
    public UUID next() {
        long now = clock.millis() << COUNTER_BITS;
        long tick = last.updateAndGet(before -> Math.max(now, before + 1));
        long millis = tick >>> COUNTER_BITS;
        long counter = tick & ((1L << COUNTER_BITS) - 1);
        return new UUID(millis << 16 | 0x7000 | counter, random.nextLong() >>> 2 | VARIANT);
    }
}
