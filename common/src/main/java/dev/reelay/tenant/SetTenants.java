package dev.reelay.tenant;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants as admins look after them. Claims go by their weights at once, on all workers. */
@ApplicationScoped
public class SetTenants {
    private static final String ALL = """
            select t.id, t.name, t.weight, t.input_prefixes, t.per_second, t.burst, t.created_at, t.suspended_at,
              (select count(*) from api_key k where k.tenant_id = t.id and k.revoked_at is null) as keys,
              place.bucket, place.prefix
            from tenant t left join place_of(t.id, 'infinity') place on true\s""";

    private final Database database;
    private final KeyOwners owners;

    SetTenants(Database database, KeyOwners owners) {
        this.database = database;
        this.owners = owners;
    }

    /** All of them, by name. */
    public List<TenantSettings> all() {
        return database.query(ALL + "order by t.name", SetTenants::settings);
    }

    /** The one with this name. */
    public Optional<TenantSettings> find(String name) {
        return database.first(ALL + "where t.name = ?", SetTenants::settings, name);
    }

    /** A new one; empty when there is one with this name. */
    public Optional<TenantSettings> make(String name, TenantDraft draft) {
        RateLimit limit = KeyDraft.value(draft.limit());
        ResultsPlace place = KeyDraft.value(draft.results());
        long made = database.query(
                        """
                with made as (
                  insert into tenant (name, weight, input_prefixes, suspended_at, per_second, burst)
                  values (?, coalesce(?::float8, 1), coalesce(?::text[], '{}'), case when ? then clock_timestamp() end, ?, ?)
                  on conflict (name) do nothing returning id),
                placed as (
                  insert into tenant_place (tenant_id, since, bucket, prefix)
                  select id, '-infinity', ?::text, ?::text from made where ?)
                select count(*) from made""",
                        row -> row.getLong(1),
                        name,
                        draft.weight(),
                        prefixes(draft),
                        Boolean.TRUE.equals(draft.suspended()),
                        limit == null ? null : limit.perSecond(),
                        limit == null ? null : limit.burst(),
                        place == null ? null : place.bucket(),
                        place == null ? "" : place.prefix(),
                        place != null)
                .getFirst();
        return made == 0 ? Optional.empty() : find(name);
    }

    /** Changes what the draft names; empty when there is no such tenant. */
    public Optional<TenantSettings> change(String name, TenantDraft draft) {
        RateLimit limit = KeyDraft.value(draft.limit());
        ResultsPlace place = KeyDraft.value(draft.results());
        // From a moment later on, so that no attempt has begun before the change is seen by all and counts as after it.
        long changed = database.query(
                        """
                with changed as (
                  update tenant set weight = coalesce(?::float8, weight),
                    input_prefixes = coalesce(?::text[], input_prefixes),
                    suspended_at = case ?::boolean when true then coalesce(suspended_at, clock_timestamp())
                      when false then null else suspended_at end,
                    per_second = case when ? then ?::float8 else per_second end,
                    burst = case when ? then ?::int else burst end
                  where name = ? returning id),
                placed as (
                  insert into tenant_place (tenant_id, since, bucket, prefix)
                  select id, clock_timestamp() + interval '2 s', ?::text, ?::text from changed where ?)
                select count(*) from changed""",
                        row -> row.getLong(1),
                        draft.weight(),
                        prefixes(draft),
                        draft.suspended(),
                        draft.limit() != null,
                        limit == null ? null : limit.perSecond(),
                        draft.limit() != null,
                        limit == null ? null : limit.burst(),
                        name,
                        place == null ? null : place.bucket(),
                        place == null ? "" : place.prefix(),
                        draft.results() != null)
                .getFirst();
        owners.forget();
        return changed == 0 ? Optional.empty() : find(name);
    }

    private static @Nullable SqlArray prefixes(TenantDraft draft) {
        return draft.inputPrefixes() == null ? null : SqlArray.of("text", draft.inputPrefixes());
    }

    private static TenantSettings settings(ResultSet row) throws SQLException {
        return new TenantSettings(
                row.getInt("id"),
                row.getString("name"),
                row.getDouble("weight"),
                List.of((String[]) row.getArray("input_prefixes").getArray()),
                Keys.limit(row),
                place(row),
                row.getInt("keys"),
                row.getTimestamp("created_at").toInstant(),
                Keys.instant(row, "suspended_at"));
    }

    /** Nothing where it is the installation's own, as before any was said. */
    private static @Nullable ResultsPlace place(ResultSet row) throws SQLException {
        String bucket = row.getString("bucket");
        String prefix = row.getString("prefix");
        return bucket == null && (prefix == null || prefix.isEmpty())
                ? null
                : new ResultsPlace(bucket, prefix == null ? "" : prefix);
    }
}
