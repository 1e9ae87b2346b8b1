package dev.reelay.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of an attempt whose outcome is not known.
 *
 * @param providerRequestId the provider's id, exactly where the outcome is {@code ACCEPTED}
 */
public record Settlement(Outcome outcome, @Nullable String providerRequestId) {
    /** What it comes to. */
    public enum Outcome {
        /** Submit once more: the provider does not have it, or a second video is cheaper than a look. */
        RESUBMIT,
        /** Give it up. */
        FAIL,
        /** The provider has it, under this id. */
        ACCEPTED;

        /** The value with this public name. */
        public static Optional<Outcome> of(String wire) {
            return Arrays.stream(values())
                    .filter(value -> value.wire().equals(wire))
                    .findFirst();
        }

        /** The public name. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
