package dev.reelay.batch;

import java.util.Locale;

/** Where a batch stands. */
public enum BatchState {
    /** Its manifest comes in, or broke off and can go on. */
    RECEIVING,
    /** Lines of its manifest cannot be accepted: nothing was bought. */
    REFUSED,
    /** It was only to be checked, and could be accepted. */
    CHECKED,
    RUNNING,
    /** Nothing further is released; what was released goes on. */
    PAUSED,
    /** Nothing further is released, and what was released is being cancelled. */
    CANCELLING,
    /** All of its lines have ended, and its files are being written. */
    FINISHING,
    COMPLETED,
    CANCELLED;

    /** The word that callers see. */
    public String status() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it changes no more. */
    public boolean ended() {
        return switch (this) {
            case REFUSED, CHECKED, COMPLETED, CANCELLED -> true;
            case RECEIVING, RUNNING, PAUSED, CANCELLING, FINISHING -> false;
        };
    }

    /** Whether its results lie in the bucket. */
    public boolean hasFiles() {
        return this == COMPLETED || this == CANCELLED;
    }
}
