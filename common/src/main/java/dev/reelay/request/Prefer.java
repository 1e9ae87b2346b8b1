package dev.reelay.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom the caller would rather have among those that can serve a request. */
public enum Prefer {
    /** The first of the caller's list, else of the model's. */
    LISTED,
    /** Who takes the least money, as far as prices are known. */
    CHEAPEST,
    /** Who brings a video soonest, by what was measured lately. */
    FASTEST;

    /** The value with this public name. */
    public static Optional<Prefer> of(String wire) {
        return Arrays.stream(values())
                .filter(value -> value.wire().equals(wire))
                .findFirst();
    }

    /** The public name. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
