package dev.reelay.tenant;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whose a key is, for every request: remembered for a few seconds, so that a revoked key dies within them. Keys that
 * are nobody's are not remembered, so that guessing does not fill the memory.
 */
@ApplicationScoped
@ActivateRequestContext
public class KeyOwners {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final ApiKeyRows keys;
    private final Database database;
    private final InstantSource clock;
    private final Map<ByteBuffer, Known> known = new ConcurrentHashMap<>();

    KeyOwners(ApiKeyRows keys, Database database, InstantSource clock) {
        this.keys = keys;
        this.database = database;
        this.clock = clock;
    }

    private record Known(KeyOwner owner, Instant until) {}

    /** The owner of a key that is neither revoked nor expired. */
    public Optional<KeyOwner> owner(ApiKey key) {
        ByteBuffer hash = ByteBuffer.wrap(key.hash());
        Known remembered = known.get(hash);
        if (remembered != null && clock.instant().isBefore(remembered.until())) {
            return Optional.of(remembered.owner()).filter(owner -> !owner.isExpired(clock.instant()));
        }
        Optional<KeyOwner> owner = keys.find(key.hash()).map(this::used);
        owner.ifPresentOrElse(found -> remember(hash, found), () -> known.remove(hash));
        return owner.filter(found -> !found.isExpired(clock.instant()));
    }

    /** The owner of the key with this id, as the database has it now; empty once it is revoked or has expired. */
    public Optional<KeyOwner> owner(UUID keyId) {
        return keys.find(keyId).map(this::used).filter(found -> !found.isExpired(clock.instant()));
    }

    /** Notes that it is in use, seldom enough to cost nothing. */
    private KeyOwner used(ApiKeyRows.Found found) {
        KeyOwner owner = found.owner();
        Instant now = clock.instant();
        if (!owner.isExpired(now) && !found.key().wasUsedSince(now.minus(NOTED_EVERY))) {
            database.update("update api_key set last_used_at = ? where id = ?", Timestamp.from(now), owner.keyId());
        }
        return owner;
    }

    /** What is remembered may be wrong by now: asks again for every key. Other processes know within seconds. */
    void forget() {
        known.clear();
    }

    private void remember(ByteBuffer hash, KeyOwner owner) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(hash, new Known(owner, clock.instant().plus(REMEMBERED)));
    }
}
