package dev.reelay.generation;

import java.util.Locale;

/** Where a submit stands, as its row tells it. */
public enum AttemptState {
    SUBMITTING,
    ACCEPTED,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    NOT_SENT,
    REFUSED,
    UNKNOWN;

    /** The public word. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
