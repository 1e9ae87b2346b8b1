package dev.reelay.worker.run;

import dev.reelay.worker.membership.Tenure;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a running attempt keeps in memory while it waits: ids and a few numbers, no input and no connection.
 *
 * @param number counts the generation's attempts from 1
 * @param offering the catalog's id of the offering, frozen when the attempt began
 * @param finishBy the caller's deadline, in database time
 */
public record Work(
        UUID attemptId,
        UUID generationId,
        int tenantId,
        int number,
        int accountId,
        String provider,
        String offering,
        @Nullable Instant finishBy,
        Tenure tenure) {
    @Override
    public String toString() {
        return "generation=" + generationId + " attempt=" + attemptId + " provider=" + provider;
    }
}
