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

    private final ApiKeyRows keys;
    private final InstantSource clock;
    private final Map<ByteBuffer, Known> known = new ConcurrentHashMap<>();

    KeyOwners(ApiKeyRows keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private record Known(KeyOwner owner, Instant until) {}

    /** The owner of a key that is not revoked. */
    public Optional<KeyOwner> owner(ApiKey key) {
        ByteBuffer hash = ByteBuffer.wrap(key.hash());
        Known remembered = known.get(hash);
        if (remembered != null && clock.instant().isBefore(remembered.until())) {
            return Optional.of(remembered.owner());
        }
        Optional<KeyOwner> owner = keys.owner(key.hash());
        owner.ifPresentOrElse(found -> remember(hash, found), () -> known.remove(hash));
        return owner;
    }

    private void remember(ByteBuffer hash, KeyOwner owner) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(hash, new Known(owner, clock.instant().plus(REMEMBERED)));
    }
}
