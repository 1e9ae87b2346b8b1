package dev.reelay.api.event;

import dev.reelay.event.Positioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/** Looks at a request again and again, as soon as anything has happened to it, for answers that wait for its end. */
@ApplicationScoped
public class AwaitChange {
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    private final Tail tail;

    AwaitChange(Tail tail) {
        this.tail = tail;
    }

    /** One look. */
    @FunctionalInterface
    public interface Look {
        /** Whether another is wanted. */
        boolean goesOn() throws IOException;
    }

    /**
     * Looks at once, then after whatever happens to the subject, and anyhow from time to time; until the look has seen enough,
     * the time is up, or this process ends.
     *
     * @throws IOException what a look threw
     */
    public void follow(UUID subject, Duration anyhow, Duration atMost, Look look) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        try (Tail.Reader reader = tail.join()) {
            long seen = reader.last();
            while (look.goesOn() && !reader.isEnding() && System.nanoTime() < end) {
                seen = news(reader, seen, one -> one.event().subjectId().equals(subject), anyhow);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for an event of the subject, but not for ever; answers how far it has read. */
    private static long news(Tail.Reader reader, long from, Predicate<Positioned> wanted, Duration atMost)
            throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        long seen = from;
        while (!reader.isEnding() && System.nanoTime() < until) {
            if (reader.await(seen, atMost.compareTo(LONGEST_NAP) < 0 ? atMost : LONGEST_NAP)) {
                long newest = reader.last();
                boolean news = reader.after(seen)
                        .map(events -> events.stream().anyMatch(wanted))
                        .orElse(true);
                seen = newest;
                if (news) {
                    return seen;
                }
            }
        }
        return seen;
    }
}
