package dev.reelay.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whose a key is, for every request: remembered for a few seconds, so that a revoked key dies within them. Keys that
 * are nobody's are not remembered, so that guessing does not fill the memory.
 */
@ApplicationScoped
@ActivateRequestContext
public class KeyOwners {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final TenantRows tenants;
    private final InstantSource clock;
    private final Map<ByteBuffer, Known> known = new ConcurrentHashMap<>();

    KeyOwners(TenantRows tenants, InstantSource clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    private record Known(Tenant tenant, Instant until) {}

    /** The tenant of a key that is not revoked. */
    public Optional<Tenant> owner(ApiKey key) {
        ByteBuffer hash = ByteBuffer.wrap(key.hash());
        Known remembered = known.get(hash);
        if (remembered != null && clock.instant().isBefore(remembered.until())) {
            return Optional.of(remembered.tenant());
        }
        Optional<Tenant> owner = tenants.withKey(key.hash());
        owner.ifPresentOrElse(tenant -> remember(hash, tenant), () -> known.remove(hash));
        return owner;
    }

    private void remember(ByteBuffer hash, Tenant tenant) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(hash, new Known(tenant, clock.instant().plus(REMEMBERED)));
    }
}
