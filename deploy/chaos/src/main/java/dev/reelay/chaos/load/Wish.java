package dev.reelay.chaos.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request with its terms.
 *
 * @param prompt its own, so that every bill and every row tells whose it is
 * @param finishWithin the caller's deadline
 * @param cancelAfter how long after its acceptance the caller wants no more
 */
public record Wish(
        String prompt,
        String provider,
        String onUnknown,
        @Nullable Duration finishWithin,
        @Nullable Duration cancelAfter) {}
