package dev.reelay.chaos.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request with its terms.
 *
 * @param prompt its own, so that every bill and every row tells whose it is
 * @param provider who is to serve it, or {@link #CHEAPEST} or {@link #FASTEST} of all
 * @param finishWithin the caller's deadline
 * @param cancelAfter how long after its acceptance the caller wants no more
 */
public record Wish(
        String prompt,
        String provider,
        String onUnknown,
        @Nullable Duration finishWithin,
        @Nullable Duration cancelAfter) {
    /** Of all that serve it, whose price is the lowest. */
    public static final String CHEAPEST = "cheapest";

    /** Of all that serve it, who was the fastest lately. */
    public static final String FASTEST = "fastest";

    boolean isRouted() {
        return provider.equals(CHEAPEST) || provider.equals(FASTEST);
    }
}
