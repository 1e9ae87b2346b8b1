package dev.reelay.api.ui.session;

import dev.reelay.database.Database;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.KeyOwners;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is signed in: a row for each session, which points to the key that it began with. It may do what that key may, and ends
 * with it; what was found is remembered for a few seconds, as keys are.
 */
@ApplicationScoped
class Sessions {
    static final Duration LASTS = Duration.ofHours(12);

    private static final Duration REMEMBERED = Duration.ofSeconds(3);
    private static final int MOST = 10_000;

    private final Database database;
    private final KeyOwners keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<ByteBuffer, Known> known = new ConcurrentHashMap<>();

    Sessions(Database database, KeyOwners keys, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    private record Known(KeyOwner owner, Instant until) {}

    /** Begins a session of this key, and forgets those that are over. */
    SessionToken open(KeyOwner owner) {
        SessionToken token = SessionToken.random(random);
        Instant now = clock.instant();
        database.update("delete from ui_session where expires_at < ?", now.atOffset(ZoneOffset.UTC));
        database.update(
                "insert into ui_session (hash, key_id, expires_at) values (?, ?, ?)",
                token.hash(),
                owner.keyId(),
                now.plus(LASTS).atOffset(ZoneOffset.UTC));
        return token;
    }

    /** Who it is, while the session lasts and its key is not revoked. */
    Optional<KeyOwner> owner(SessionToken token) {
        ByteBuffer hash = ByteBuffer.wrap(token.hash());
        Known remembered = known.get(hash);
        if (remembered != null && clock.instant().isBefore(remembered.until())) {
            return Optional.of(remembered.owner());
        }
        Optional<KeyOwner> owner = keyOf(token).flatMap(keys::owner);
        owner.ifPresentOrElse(found -> remember(hash, found), () -> known.remove(hash));
        return owner;
    }

    /** Ends it, here at once and elsewhere within seconds. */
    void close(SessionToken token) {
        known.remove(ByteBuffer.wrap(token.hash()));
        database.update("delete from ui_session where hash = ?", (Object) token.hash());
    }

    private Optional<UUID> keyOf(SessionToken token) {
        return database.first(
                "select key_id from ui_session where hash = ? and expires_at > ?",
                row -> row.getObject(1, UUID.class),
                token.hash(),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    private void remember(ByteBuffer hash, KeyOwner owner) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(hash, new Known(owner, clock.instant().plus(REMEMBERED)));
    }
}
