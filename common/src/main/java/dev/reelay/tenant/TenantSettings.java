package dev.reelay.tenant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as admins see it.
 *
 * @param weight its share of the starts beside other tenants
 * @param limit what each of its keys may ask that has no limit of its own
 * @param results where results of attempts go that begin from now on; null for the installation's bucket
 * @param keys how many it has that are not revoked
 */
public record TenantSettings(
        int id,
        String name,
        double weight,
        List<String> inputPrefixes,
        @Nullable RateLimit limit,
        @Nullable ResultsPlace results,
        int keys,
        Instant createdAt,
        @Nullable Instant suspendedAt) {
    public TenantSettings {
        inputPrefixes = List.copyOf(inputPrefixes);
    }
}
