package dev.reelay.generation;

import dev.reelay.error.Failure;
import dev.reelay.request.Difference;
import dev.reelay.request.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generation as it stands, for reading.
 *
 * @param waiting received by the workers and not claimed
 * @param heldBy the budget that keeps it out of the queue
 * @param quarantined kept out of the queue after a restore, until a person releases it
 * @param facade the provider in whose form it came; null for our own
 * @param error why it failed
 */
public record Generation(
        UUID id,
        int tenantId,
        String model,
        Route route,
        GenerationState state,
        boolean waiting,
        @Nullable UUID heldBy,
        boolean quarantined,
        Terms terms,
        Times times,
        @Nullable String facade,
        @Nullable Failure error) {

    /**
     * Who renders it, and where it waits for that.
     *
     * @param price what the offering asks for it; null when unknown
     * @param differences of what the offering is given from what was asked for, as the caller allowed
     */
    public record Route(
            String provider,
            String offering,
            int poolId,
            @Nullable BigDecimal price,
            @Nullable String currency,
            List<Difference> differences) {
        public Route {
            differences = List.copyOf(differences);
        }
    }

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
