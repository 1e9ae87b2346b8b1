package dev.reelay.client.batch;

import java.util.Locale;

/** Where a batch stands. */
public enum BatchStatus {
    RECEIVING,
    REFUSED,
    CHECKED,
    RUNNING,
    PAUSED,
    CANCELLING,
    FINISHING,
    COMPLETED,
    CANCELLED,
    /** A word of a later api. */
    OTHER;

    static BatchStatus of(String word) {
        for (BatchStatus status : values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        return OTHER;
    }

    /** As the api writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return switch (this) {
            case REFUSED, CHECKED, COMPLETED, CANCELLED -> true;
            case RECEIVING, RUNNING, PAUSED, CANCELLING, FINISHING, OTHER -> false;
        };
    }
}
