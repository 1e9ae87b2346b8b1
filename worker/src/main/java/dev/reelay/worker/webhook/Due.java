package dev.reelay.worker.webhook;

import dev.reelay.event.Positioned;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this worker has claimed.
 *
 * @param lane what shares its fate
 * @param tries how many were made before
 * @param url as it was accepted; the guard looks at it again
 * @param seals what signs it and goes with it
 * @param facade the provider in whose form it is told; null for our own
 * @param retryAfter seconds between tries; empty for the usual ones
 */
record Due(
        UUID id,
        UUID endpointId,
        UUID lane,
        int tries,
        String url,
        Seals seals,
        List<Integer> retryAfter,
        Positioned event,
        @Nullable String facade) {}
