package dev.reelay.client.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often, and after which pauses, a call is tried; for how long a silent or broken stream is waited for. Pauses double, and
 * are varied, so that many callers do not come back at once.
 */
public record Patience(
        int tries, Duration firstPause, Duration longestPause, Duration answer, Duration silence, Duration reconnect) {
    /** Five tries within some seconds; a stream is given up after two minutes without a connection. */
    public static final Patience USUAL = new Patience(
            5,
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(45),
            Duration.ofMinutes(2));

    public Patience {
        if (tries < 1) {
            throw new IllegalArgumentException("there must be one try at least");
        }
    }

    /** The pause after so many tries; what the api wants is kept to, up to the longest. */
    Duration pause(int tried, Optional<Duration> wanted) {
        long doubled = firstPause.toMillis() << Math.min(tried - 1, 20);
        long longest = Math.min(doubled, longestPause.toMillis());
        Duration varied =
                Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        Duration least = wanted.filter(time -> time.compareTo(longestPause) < 0).orElse(varied);
        return least.compareTo(varied) > 0 ? least : varied;
    }
}
