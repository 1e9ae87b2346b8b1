package dev.reelay.api.ui.provider;

import dev.reelay.limit.Past;
import dev.reelay.limit.ReadPast;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Reads how the accounts did once in a few seconds, however many look at it; hours do not change faster. */
@ApplicationScoped
class RememberPast {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final ReadPast read;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private Known known = new Known(List.of(), Instant.EPOCH);

    RememberPast(ReadPast read, InstantSource clock) {
        this.read = read;
        this.clock = clock;
    }

    private record Known(List<Past> past, Instant at) {}

    /** Of all accounts that had anything to do. */
    List<Past> all() {
        reading.lock();
        try {
            Instant now = clock.instant();
            if (Duration.between(known.at(), now).abs().compareTo(REMEMBERED) >= 0) {
                known = new Known(read.all(), now);
            }
            return known.past();
        } finally {
            reading.unlock();
        }
    }
}
