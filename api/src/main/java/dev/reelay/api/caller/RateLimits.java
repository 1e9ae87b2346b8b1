package dev.reelay.api.caller;

import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.RateLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each key may ask, counted by a bucket of tokens in the memory of this process: each api counts for itself, and
 * begins anew when it starts. What is refused costs no token.
 */
@ApplicationScoped
class RateLimits {
    private static final int MOST = 100_000;

    private final InstantSource clock;
    private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** After how long the key may ask again; empty when it may now. */
    Optional<Duration> wait(KeyOwner owner) {
        RateLimit limit = owner.limit();
        if (limit == null) {
            return Optional.empty();
        }
        long now = clock.millis();
        if (buckets.size() >= MOST) {
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
        return buckets.compute(
                        owner.keyId(),
                        (id, known) -> known != null && known.limit.equals(limit) ? known : new Bucket(limit, now))
                .take(now);
    }

    private static final class Bucket {
        private static final double MILLIS = 1000.0;

        private final RateLimit limit;
        private double tokens;
        private long at;

        Bucket(RateLimit limit, long now) {
            this.limit = limit;
            this.tokens = limit.burst();
            this.at = now;
        }

        synchronized Optional<Duration> take(long now) {
            fill(now);
            if (tokens >= 1) {
                tokens -= 1;
                return Optional.empty();
            }
            return Optional.of(Duration.ofMillis((long) Math.ceil((1 - tokens) / limit.perSecond() * MILLIS)));
        }

        synchronized boolean isFull(long now) {
            fill(now);
            return tokens >= limit.burst();
        }

        /** A clock that was set back fills nothing, and takes nothing away. */
        private void fill(long now) {
            long passed = Math.max(0, now - at);
            at = now;
            tokens = Math.min(limit.burst(), tokens + passed / MILLIS * limit.perSecond());
        }
    }
}
