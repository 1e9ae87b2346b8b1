package dev.reelay.worker.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one try.
 *
 * @param status of the answer; null without one
 * @param error why it was no success; null when it was
 * @param excerpt the beginning of the answer's body
 * @param retryAfter how long the receiver asked us to wait
 */
record Tried(
        Instant at,
        Duration latency,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String excerpt,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    boolean delivered() {
        return error == null;
    }

    /** In a word, for the meters. */
    String outcome() {
        return delivered() ? "delivered" : status == null ? "no_answer" : "refused";
    }

    /** Whether the receiver wants nothing more. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
