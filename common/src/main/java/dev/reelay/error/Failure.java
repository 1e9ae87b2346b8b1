package dev.reelay.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An end that is not a success, as a value.
 *
 * @param message for people, in one sentence; may quote the provider, never holds a secret
 * @param providerCode the provider's own code, where it told one
 * @param retryAfter how long the provider asked us to wait, where it did
 */
public record Failure(
        ErrorClass errorClass,
        String message,
        @Nullable String providerCode,
        @Nullable Duration retryAfter) {
    /** Provider texts may be pages of HTML; this much of one is kept. */
    private static final int LONGEST_MESSAGE = 1000;

    public Failure {
        if (message.length() > LONGEST_MESSAGE) {
            message = message.substring(0, LONGEST_MESSAGE) + "…";
        }
    }

    /** A failure that no provider spoke of. */
    public static Failure of(ErrorClass errorClass, String message) {
        return new Failure(errorClass, message, null, null);
    }
}
