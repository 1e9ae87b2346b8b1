package dev.reelay.tenant;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of tenants, as admins look after them. */
@ApplicationScoped
public class Keys {
    private static final String ALL = """
            select k.id, t.name as tenant, k.label, k.role, k.per_second, k.burst, k.any_provider, k.created_at, k.expires_at, k.last_used_at,
              k.revoked_at
            from api_key k join tenant t on t.id = k.tenant_id\s""";

    private final Database database;
    private final KeyOwners owners;
    private final SecureRandom random = new SecureRandom();

    Keys(Database database, KeyOwners owners) {
        this.database = database;
        this.owners = owners;
    }

    /** A key, and what it is in clear, at the only time that it is seen. */
    public record Made(Key key, ApiKey clear) {}

    /** Those of a tenant, or of all with null; the newest first, those that were taken back too. */
    public List<Key> of(@Nullable Integer tenant) {
        return database.query(
                ALL + "where k.tenant_id = coalesce(?::int, k.tenant_id) order by k.created_at desc, k.id",
                Keys::key,
                tenant);
    }

    /** One of them, whosever it is. */
    public Optional<Key> find(UUID id) {
        return database.first(ALL + "where k.id = ?", Keys::key, id);
    }

    /** A new one, of which everything is said that needs to be. */
    public Made make(Tenant tenant, KeyDraft draft) {
        ApiKey clear = ApiKey.random(random);
        UUID id = UUID.randomUUID();
        Role role = draft.role() == null ? Role.OPERATOR : draft.role();
        RateLimit limit = KeyDraft.value(draft.limit());
        database.update(
                """
                insert into api_key (id, tenant_id, label, hash, role, expires_at, per_second, burst, any_provider)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                tenant.id(),
                String.valueOf(draft.name()),
                clear.hash(),
                role.wire(),
                timestamp(KeyDraft.value(draft.expiresAt())),
                limit == null ? null : limit.perSecond(),
                limit == null ? null : limit.burst(),
                Boolean.TRUE.equals(draft.anyProvider()));
        return new Made(find(id).orElseThrow(), clear);
    }

    /** Changes what the draft names; empty when there is no such key, or it was taken back. */
    public Optional<Key> change(UUID id, KeyDraft draft) {
        RateLimit limit = KeyDraft.value(draft.limit());
        int changed = database.update(
                """
                update api_key set label = coalesce(?, label), role = coalesce(?, role),
                  expires_at = case when ? then ?::timestamptz else expires_at end,
                  per_second = case when ? then ?::float8 else per_second end, burst = case when ? then ?::int else burst end,
                  any_provider = coalesce(?, any_provider)
                where id = ? and revoked_at is null""",
                draft.name(),
                draft.role() == null ? null : draft.role().wire(),
                draft.expiresAt() != null,
                timestamp(KeyDraft.value(draft.expiresAt())),
                draft.limit() != null,
                limit == null ? null : limit.perSecond(),
                draft.limit() != null,
                limit == null ? null : limit.burst(),
                draft.anyProvider(),
                id);
        owners.forget();
        return changed == 0 ? Optional.empty() : find(id);
    }

    /** Takes one back; processes that have seen it forget it within seconds. False when that was done before. */
    public boolean revoke(UUID id) {
        boolean revoked = database.update(
                        "update api_key set revoked_at = clock_timestamp() where id = ? and revoked_at is null", id)
                == 1;
        owners.forget();
        return revoked;
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getObject("id", UUID.class),
                row.getString("tenant"),
                row.getString("label"),
                Role.of(row.getString("role")),
                limit(row),
                row.getBoolean("any_provider"),
                new Key.Times(
                        row.getTimestamp("created_at").toInstant(),
                        instant(row, "expires_at"),
                        instant(row, "last_used_at"),
                        instant(row, "revoked_at")));
    }

    static @Nullable RateLimit limit(ResultSet row) throws SQLException {
        return RateLimit.of(row.getObject("per_second", Double.class), row.getObject("burst", Integer.class));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
