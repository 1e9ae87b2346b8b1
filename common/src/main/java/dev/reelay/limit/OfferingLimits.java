package dev.reelay.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One offering: what it may do, and how it stands.
 *
 * @param slots over all accounts; null for no limit of its own
 * @param waiting how many wait for it, counted up to {@link Line#MOST}
 */
public record OfferingLimits(
        String name,
        String provider,
        @Nullable Integer slots,
        int inFlight,
        int waiting,
        boolean paused,
        Breaker breaker) {

    /**
     * Its breaker.
     *
     * @param failures in a row
     * @param openUntil when one may try it again; null unless it is open
     * @param failure the last, as the provider told it
     */
    public record Breaker(
            State state,
            int failures,
            @Nullable Instant openUntil,
            @Nullable String failure) {
        /** How it stands. */
        public enum State {
            /** Attempts begin. */
            CLOSED,
            /** None begins. */
            OPEN,
            /** One may begin, or has begun, and tells whether it closes. */
            HALF_OPEN
        }
    }
}
