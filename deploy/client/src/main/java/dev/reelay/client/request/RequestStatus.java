package dev.reelay.client.request;

import java.util.Locale;

/** Where a request stands. */
public enum RequestStatus {
    IN_QUEUE,
    IN_PROGRESS,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** A word of a later api. */
    OTHER;

    static RequestStatus of(String word) {
        for (RequestStatus status : values()) {
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
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
