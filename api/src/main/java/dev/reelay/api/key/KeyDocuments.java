package dev.reelay.api.key;

import dev.reelay.api.request.Document;
import dev.reelay.tenant.Key;
import dev.reelay.tenant.RateLimit;
import dev.reelay.tenant.ResultsPlace;
import dev.reelay.tenant.TenantSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which keys and tenants are answered. */
final class KeyDocuments {
    private KeyDocuments() {}

    /** Keys, the newest first. */
    @Document
    record Keys(List<One> keys) {}

    /**
     * A key.
     *
     * @param key what it is in clear; only in the answer that made it
     * @param rateLimit its own
     * @param anyProvider whether what comes in one provider's form may be served by another
     * @param lastUsedAt to ten minutes
     */
    @Document
    record One(
            UUID id,
            @Nullable String key,
            String tenant,
            String name,
            String role,
            String state,
            @Nullable Limit rateLimit,
            boolean anyProvider,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        static One of(Key key, Instant now) {
            return of(key, now, null);
        }

        static One of(Key key, Instant now, @Nullable String clear) {
            Key.Times times = key.times();
            return new One(
                    key.id(),
                    clear,
                    key.tenant(),
                    key.name(),
                    key.role().wire(),
                    state(times, now),
                    Limit.of(key.limit()),
                    key.anyProvider(),
                    times.createdAt(),
                    times.expiresAt(),
                    times.lastUsedAt(),
                    times.revokedAt());
        }

        private static String state(Key.Times times, Instant now) {
            if (times.revokedAt() != null) {
                return "revoked";
            }
            return times.expiresAt() != null && !now.isBefore(times.expiresAt()) ? "expired" : "active";
        }

        /** A record prints all that it holds. */
        @Override
        public String toString() {
            return "One[id=" + id + "]";
        }
    }

    /** How often a key may ask. */
    @Document
    record Limit(double perSecond, int burst) {
        static @Nullable Limit of(@Nullable RateLimit limit) {
            return limit == null ? null : new Limit(limit.perSecond(), limit.burst());
        }
    }

    /** Where results go. */
    @Document
    record Results(@Nullable String bucket, @Nullable String prefix) {
        static @Nullable Results of(@Nullable ResultsPlace place) {
            return place == null
                    ? null
                    : new Results(place.bucket(), place.prefix().isEmpty() ? null : place.prefix());
        }
    }

    /** All tenants, by name. */
    @Document
    record Tenants(List<Tenant> tenants) {}

    /**
     * A tenant.
     *
     * @param rateLimit of each of its keys that has none of its own
     * @param results where results go, other than to the installation's bucket
     * @param keys how many it has that are not revoked
     */
    @Document
    record Tenant(
            String name,
            double weight,
            boolean suspended,
            @Nullable Instant suspendedAt,
            List<String> inputPrefixes,
            @Nullable Limit rateLimit,
            @Nullable Results results,
            int keys,
            Instant createdAt) {
        static Tenant of(TenantSettings settings) {
            return new Tenant(
                    settings.name(),
                    settings.weight(),
                    settings.suspendedAt() != null,
                    settings.suspendedAt(),
                    settings.inputPrefixes(),
                    Limit.of(settings.limit()),
                    Results.of(settings.results()),
                    settings.keys(),
                    settings.createdAt());
        }
    }
}
