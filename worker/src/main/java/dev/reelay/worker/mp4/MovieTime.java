package dev.reelay.worker.mp4;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Turns units of a timescale into time; what cannot be the length of a video is none. */
final class MovieTime {
    private static final long UNKNOWN = 0xffff_ffffL;
    private static final Duration LONGEST = Duration.ofDays(100);

    private MovieTime() {}

    static @Nullable Duration of(long units, long timescale) {
        if (units <= 0 || units == UNKNOWN || timescale == 0) {
            return null;
        }
        Duration duration = Duration.ofSeconds(units / timescale)
                .plusNanos(units % timescale * 1_000_000_000L / timescale)
                .truncatedTo(ChronoUnit.MILLIS);
        return duration.compareTo(LONGEST) > 0 ? null : duration;
    }
}
