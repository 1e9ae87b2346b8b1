package dev.reelay.generation;

import dev.reelay.error.Failure;
import dev.reelay.request.Terms;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generation as it stands, for reading.
 *
 * @param waiting received by the workers and not claimed
 * @param error why it failed
 */
public record Generation(
        UUID id,
        int tenantId,
        String model,
        Route route,
        GenerationState state,
        boolean waiting,
        Terms terms,
        Times times,
        @Nullable Failure error) {

    /** Who renders it, under which account. */
    public record Route(String provider, String offering, int accountId) {}

    /**
     * When what happened to it; null where it has not.
     *
     * @param sendDueAt when its record is sent again at the latest, unless a worker has read it
     */
    public record Times(
            Instant acceptedAt,
            Instant sendDueAt,
            @Nullable Instant sentAt,
            @Nullable Instant receivedAt,
            @Nullable Instant cancelRequestedAt,
            Instant updatedAt,
            @Nullable Instant endedAt) {}
}
