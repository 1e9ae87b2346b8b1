package dev.reelay.simulator.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a submit may ask for besides its input. */
public record SubmitOptions(
        @Nullable Duration startWithin, @Nullable String webhook, long longestQueue) {
    /** A submit that asks for nothing. */
    public static final SubmitOptions NONE = new SubmitOptions(null, null, Long.MAX_VALUE);
}
