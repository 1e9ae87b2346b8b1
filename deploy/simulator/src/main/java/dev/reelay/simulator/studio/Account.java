package dev.reelay.simulator.studio;

import dev.reelay.simulator.settings.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One key at one provider: its place in the queue, what it has at work, its calls of this window and its money. */
public final class Account {
    private final String provider;
    private final String key;
    private final Deque<Job> ready = new ArrayDeque<>();
    private final Window submits = new Window();
    private final Window polls = new Window();
    private int inFlight;
    private int rendering;
    private long tickets;
    private long departed;
    private BigDecimal spent = BigDecimal.ZERO;

    Account(String provider, String key) {
        this.provider = provider;
        this.key = key;
    }

    public String provider() {
        return provider;
    }

    /** The fingerprint, never the key. */
    public String key() {
        return key;
    }

    /** Accepted jobs that have not ended. */
    public int inFlight() {
        return inFlight;
    }

    /** Jobs that wait in the queue. */
    public long queued() {
        return tickets - departed;
    }

    public boolean maySubmit(Rate rate, Instant now) {
        return submits.allows(rate, now);
    }

    public boolean mayPoll(Rate rate, Instant now) {
        return polls.allows(rate, now);
    }

    /** Whether the credit, if there is a limit, still covers this price. */
    public boolean canPay(@Nullable BigDecimal credit, BigDecimal price) {
        return credit == null || spent.add(price).compareTo(credit) <= 0;
    }

    /** What is left of the credit. */
    public BigDecimal left(BigDecimal credit) {
        return credit.subtract(spent);
    }

    long joined() {
        inFlight++;
        return tickets++;
    }

    /** Jobs ahead of this ticket; exact while jobs leave the queue in order. */
    long ahead(long ticket) {
        return Math.max(0, ticket - departed);
    }

    void ready(Job job) {
        ready.add(job);
    }

    /** The next job that may begin, or null while the account has no free place. */
    @Nullable
    Job next(int concurrency) {
        while (rendering < concurrency && !ready.isEmpty()) {
            Job job = ready.remove();
            if (job.state() instanceof JobState.Queued) {
                return job;
            }
        }
        return null;
    }

    void leftQueue() {
        departed++;
    }

    void began() {
        rendering++;
    }

    void ended(boolean wasRendering, BigDecimal charged) {
        inFlight--;
        rendering -= wasRendering ? 1 : 0;
        spent = spent.add(charged);
    }

    /** Calls in a window of time that begins with its first call. */
    private static final class Window {
        private Instant began = Instant.EPOCH;
        private long calls;

        private boolean allows(Rate rate, Instant now) {
            if (!now.isBefore(began.plus(rate.window()))) {
                began = now;
                calls = 0;
            }
            return calls++ < rate.calls();
        }
    }
}
