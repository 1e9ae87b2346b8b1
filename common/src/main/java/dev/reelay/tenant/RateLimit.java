package dev.reelay.tenant;

import org.jspecify.annotations.Nullable;

/**
 * How often a key may ask.
 *
 * @param perSecond requests a second, on average
 * @param burst how many at once, after a rest
 */
public record RateLimit(double perSecond, int burst) {
    /** As two columns have it; null when they are. */
    static @Nullable RateLimit of(@Nullable Double perSecond, @Nullable Integer burst) {
        return perSecond == null || burst == null ? null : new RateLimit(perSecond, burst);
    }
}
