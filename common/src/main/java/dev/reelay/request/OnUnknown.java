package dev.reelay.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the caller wants when it cannot be known whether a provider accepted the submit. */
public enum OnUnknown {
    /** End with {@code submit_outcome_unknown}: it may have been paid, and is not paid twice. */
    FAIL,
    /** Submit once more, at the risk of paying twice. */
    RESUBMIT,
    /** Wait for a person to decide. */
    HOLD;

    /** The value with this public name. */
    public static Optional<OnUnknown> of(String wire) {
        return Arrays.stream(values())
                .filter(value -> value.wire().equals(wire))
                .findFirst();
    }

    /** The public name. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
