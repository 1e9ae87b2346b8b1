package dev.reelay.worker.run;

import dev.reelay.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * While the store does not answer this worker begins nothing: what it would buy needs the store, for its input or its result.
 * The rest doubles from one second to a minute, until the store has answered again. No provider's account has to rest for it.
 */
@ApplicationScoped
public class StoreRest {
    private static final long FIRST = 1_000_000_000L;
    private static final long LONGEST = 60 * FIRST;

    private long rest;
    private long until = System.nanoTime();

    /**
     * Asks the store for what a submit needs.
     *
     * @throws StorageException when it does not answer; the rest has begun then
     */
    <T> T ask(Supplier<T> question) {
        try {
            T answer = question.get();
            answered();
            return answer;
        } catch (StorageException e) {
            away();
            throw e;
        }
    }

    /** What fails while the store is known to be away is no news. */
    private synchronized void away() {
        long now = System.nanoTime();
        if (until - now <= 0) {
            rest = Math.clamp(2 * rest, FIRST, LONGEST);
            until = now + rest;
        }
    }

    private synchronized void answered() {
        rest = 0;
    }

    /** Whether nothing is to be begun now. */
    public synchronized boolean isOn() {
        return until - System.nanoTime() > 0;
    }
}
