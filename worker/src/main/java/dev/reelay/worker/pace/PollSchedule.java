package dev.reelay.worker.pace;

import dev.reelay.catalog.Provider;
import dev.reelay.pace.GenerationTimes;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to look at a request next. With history, looks are as dense as the square root of the chance that it ends now,
 * which is the least delay for so many looks: seldom while it cannot have ended, often when it is about to. Without
 * history, at a tenth of its age. Always within the provider's bounds, and what the provider asks for wins.
 */
public final class PollSchedule {
    /** What a look costs, in delay: this part of the usual time, and no more than this many seconds. */
    private static final double LOOK_COSTS = 0.03;

    private static final double LOOK_COSTS_AT_MOST_SECONDS = 0.5;

    /** Within a bucket the fewer have not ended yet, the denser are the looks: it is gone through in so many steps. */
    private static final int STEPS = 6;

    private final Provider.Pace pace;
    private final GenerationTimes times;
    private final RandomGenerator random;

    public PollSchedule(Provider.Pace pace, GenerationTimes times, RandomGenerator random) {
        this.pace = pace;
        this.times = times;
        this.random = random;
    }

    /** The time to the first look at a request of this age; one that was resumed is looked at soon. */
    public Duration first(Duration age) {
        if (age.compareTo(pace.first()) > 0) {
            return jitter(Duration.ofMillis(100));
        }
        if (times.isHistory()) {
            return learned(age);
        }
        Duration rest = pace.first().minus(age);
        return jitter(rest.isPositive() ? rest : Duration.ofMillis(100));
    }

    /** The time to the next look. */
    public Duration next(Duration age, @Nullable Duration retryAfter) {
        Duration wait = times.isHistory() ? learned(age) : jitter(fixed(age));
        return retryAfter != null && retryAfter.compareTo(wait) > 0 ? retryAfter : wait;
    }

    /** The time to the next look after so many looks without an answer. */
    public Duration afterSilence(Duration age, int silent, @Nullable Duration retryAfter) {
        Duration doubled = jitter(fixed(age)).multipliedBy(1L << Math.min(silent, 6));
        Duration wait = doubled.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : doubled;
        return retryAfter != null && retryAfter.compareTo(wait) > 0 ? retryAfter : wait;
    }

    private Duration fixed(Duration age) {
        Duration tenth = age.dividedBy(10);
        return bounded(tenth, pace.every(), pace.longest());
    }

    /** Goes on from this age until the density of looks adds up to one look. */
    private Duration learned(Duration age) {
        double cost = Math.min(times.medianSeconds() * LOOK_COSTS, LOOK_COSTS_AT_MOST_SECONDS);
        double at = age.toNanos() / 1e9;
        double looks = 0;
        for (int bucket = GenerationTimes.bucket(at); bucket < GenerationTimes.BUCKETS; bucket++) {
            double from = Math.max(at, GenerationTimes.start(bucket));
            double step = (GenerationTimes.end(bucket) - from) / STEPS;
            for (int n = 0; n < STEPS; n++) {
                double begin = from + n * step;
                double density = Math.sqrt(times.hazard(bucket, begin + step / 2) / (2 * cost));
                if (looks + density * step >= 1) {
                    return bounded(seconds(begin + (1 - looks) / density - at), pace.least(), longestLearned());
                }
                looks += density * step;
            }
        }
        return jitter(fixed(age));
    }

    /** A failure may come at any time, so half the usual time is the longest that nobody looks. */
    private Duration longestLearned() {
        Duration half = seconds(times.medianSeconds() / 2);
        return half.compareTo(pace.longest()) > 0 ? half : pace.longest();
    }

    private static Duration bounded(Duration wait, Duration least, Duration longest) {
        Duration atLeast = wait.compareTo(least) < 0 ? least : wait;
        return atLeast.compareTo(longest) > 0 ? longest : atLeast;
    }

    private Duration jitter(Duration wait) {
        return wait.plusNanos((long) (wait.toNanos() * 0.1 * (random.nextDouble() * 2 - 1)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
