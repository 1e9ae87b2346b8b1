package dev.reelay.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint.
 *
 * @param subjectId what the event is about
 * @param cause {@code event}, {@code redelivery} or {@code replay}
 * @param state {@code pending}, {@code delivered} or {@code failed}
 * @param reason why it failed, when that was no answer to a try
 * @param nextTryAt null when there is no more
 */
public record Delivery(
        UUID id,
        UUID endpointId,
        UUID eventId,
        UUID subjectId,
        String type,
        long position,
        String cause,
        String state,
        int tries,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant nextTryAt,
        @Nullable Instant endedAt) {

    /**
     * One try.
     *
     * @param status of the answer; null without one
     * @param error why it was no success
     * @param excerpt the beginning of the answer's body
     */
    public record Try(
            int number,
            Instant at,
            int latencyMillis,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String excerpt) {}

    /** A delivery with every try, the first one first. */
    public record WithTries(Delivery delivery, List<Try> tries) {}
}
