package dev.reelay.worker.run;

import dev.reelay.catalog.Provider;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to ask a provider next: not before the offering's first look, then at a tenth of the age, within the provider's
 * bounds, with a jitter of a tenth so that requests that began together do not ask together. What the provider asks for
 * wins.
 */
final class PollSchedule {
    private final Provider.Pace pace;
    private final RandomGenerator random;

    PollSchedule(Provider.Pace pace, RandomGenerator random) {
        this.pace = pace;
        this.random = random;
    }

    /** The time to the first look at a request of this age. */
    Duration first(Duration age) {
        Duration rest = pace.first().minus(age);
        return rest.isPositive() ? jitter(rest) : jitter(Duration.ofMillis(100));
    }

    /** The time to the next look. */
    Duration next(Duration age, @Nullable Duration retryAfter) {
        Duration tenth = age.dividedBy(10);
        Duration wait = tenth.compareTo(pace.every()) < 0 ? pace.every() : tenth;
        wait = wait.compareTo(pace.longest()) > 0 ? pace.longest() : wait;
        return retryAfter != null && retryAfter.compareTo(wait) > 0 ? retryAfter : jitter(wait);
    }

    /** The time to the next look after so many looks without an answer. */
    Duration afterSilence(Duration age, int silent, @Nullable Duration retryAfter) {
        Duration wait = next(age, retryAfter).multipliedBy(1L << Math.min(silent, 6));
        return wait.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : wait;
    }

    private Duration jitter(Duration wait) {
        return wait.plusNanos((long) (wait.toNanos() * 0.1 * (random.nextDouble() * 2 - 1)));
    }
}
