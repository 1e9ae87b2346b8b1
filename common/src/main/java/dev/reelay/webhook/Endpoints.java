package dev.reelay.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.secret.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes endpoints. Needs the installation's key: {@link Sealer#isReady}. */
@ApplicationScoped
public class Endpoints {
    /** How many a tenant may have: each of its events is looked at for each of them. */
    public static final int MOST = 500;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = """
            select id, url, types, description, header_names, retry_after, old_secret_until, state, disabled_reason,
              disabled_at, failing_since, created_at
            from webhook_endpoint where tenant_id = ?\s""";

    private final Database database;
    private final Sealer sealer;
    private final SecureRandom random = new SecureRandom();
    private final Set<Integer> ensured = ConcurrentHashMap.newKeySet();

    public Endpoints(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** An endpoint and its secret, at the only time that it is seen. */
    public record Made(Endpoint endpoint, SigningSecret secret) {}

    /** All of a tenant, oldest first. */
    public List<Endpoint> of(int tenant) {
        return database.query(ALL + "order by id", Endpoints::endpoint, tenant);
    }

    /** One of a tenant's. */
    public Optional<Endpoint> find(int tenant, UUID id) {
        return database.first(ALL + "and id = ?", Endpoints::endpoint, tenant, id);
    }

    /** The one that stands for the {@code webhook_url} of the tenant's requests, made when there is none. */
    public Endpoint forRequests(int tenant) {
        String sql = ALL + "and url is null";
        return database.first(sql, Endpoints::endpoint, tenant).orElseGet(() -> {
            makeForRequests(tenant);
            return database.query(sql, Endpoints::endpoint, tenant).getFirst();
        });
    }

    /** Sees to it that requests with a {@code webhook_url} have a secret that they are signed with. */
    public void ensureForRequests(int tenant) {
        if (!ensured.contains(tenant)) {
            makeForRequests(tenant);
            ensured.add(tenant);
        }
    }

    private void makeForRequests(int tenant) {
        UUID id = newId();
        database.update(
                "insert into webhook_endpoint (id, tenant_id, secret) values (?, ?, ?) on conflict do nothing",
                id,
                tenant,
                sealer.seal(SigningSecret.random(random).bytes(), id.toString()));
    }

    /** A new endpoint, which is told of what happens from now on; empty when the tenant has {@link #MOST}. */
    public Optional<Made> create(int tenant, EndpointDraft draft) {
        UUID id = newId();
        SigningSecret secret = SigningSecret.random(random);
        Map<String, String> headers = draft.headers() == null ? Map.of() : draft.headers();
        int made = database.update(
                """
                insert into webhook_endpoint (id, tenant_id, url, types, description, headers, header_names, secret,
                  retry_after, state, disabled_reason, disabled_at)
                select ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, nullif(?, '{}'), case when off then 'disabled' else 'enabled' end,
                  case when off then 'owner' end, case when off then clock_timestamp() end
                from (values (?)) as wish (off) where (select count(*) from webhook_endpoint where tenant_id = ?) < ?""",
                id,
                tenant,
                String.valueOf(draft.url()),
                texts(draft.types()),
                draft.description(),
                sealed(headers, id),
                texts(names(headers)),
                sealer.seal(secret.bytes(), id.toString()),
                numbers(draft.retryAfter()),
                Boolean.FALSE.equals(draft.enabled()),
                tenant,
                MOST);
        return made == 0 ? Optional.empty() : find(tenant, id).map(endpoint -> new Made(endpoint, secret));
    }

    /** Changes what the draft names; empty when the tenant has no such endpoint. */
    public Optional<Endpoint> change(int tenant, UUID id, EndpointDraft draft) {
        Map<String, String> headers = draft.headers();
        int changed = database.update(
                """
                update webhook_endpoint set url = coalesce(?, url), types = coalesce(?, types),
                  description = case when ? then nullif(?, '') else description end,
                  headers = case when ? then ? else headers end, header_names = coalesce(?, header_names),
                  retry_after = case when ? then nullif(?, '{}') else retry_after end, updated_at = clock_timestamp()
                where id = ? and tenant_id = ? and url is not null""",
                draft.url() == null ? null : draft.url().toString(),
                draft.types() == null ? null : texts(draft.types()),
                draft.description() != null,
                draft.description(),
                headers != null,
                headers == null ? new byte[0] : sealed(headers, id),
                headers == null ? null : texts(names(headers)),
                draft.retryAfter() != null,
                numbers(draft.retryAfter()),
                id,
                tenant);
        if (changed == 1 && draft.enabled() != null) {
            database.query(
                    draft.enabled() ? "select enable_endpoint(?)" : "select disable_endpoint(?, 'owner')",
                    row -> row.getBoolean(1),
                    id);
        }
        return changed == 1 ? find(tenant, id) : Optional.empty();
    }

    /** A new secret; for so long deliveries are signed with the one before as well. */
    public Optional<Made> rotate(int tenant, UUID id, Duration keepOld) {
        SigningSecret secret = SigningSecret.random(random);
        int changed = database.update("""
                update webhook_endpoint set old_secret = secret, secret = ?, updated_at = clock_timestamp(),
                  old_secret_until = clock_timestamp() + make_interval(secs => ?::float8)
                where id = ? and tenant_id = ?""", sealer.seal(secret.bytes(), id.toString()), keepOld.toSeconds(), id, tenant);
        return changed == 0 ? Optional.empty() : find(tenant, id).map(endpoint -> new Made(endpoint, secret));
    }

    /** Answers the id of the event that is sent to try it out. */
    public Optional<UUID> test(int tenant, UUID id) {
        return database.first(
                        "select test_endpoint(?, ?)",
                        row -> Optional.ofNullable(row.getObject(1, UUID.class)),
                        tenant,
                        id)
                .flatMap(Function.identity());
    }

    /** Removes it, and what still waits to be delivered to it. */
    public boolean delete(int tenant, UUID id) {
        return database.query("select delete_endpoint(?, ?)", row -> row.getBoolean(1), tenant, id)
                .getFirst();
    }

    private UUID newId() {
        return database.query("select uuidv7()", row -> row.getObject(1, UUID.class))
                .getFirst();
    }

    private byte[] sealed(Map<String, String> headers, UUID owner) {
        try {
            return sealer.seal(JSON.writeValueAsBytes(headers), owner.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always writable", e);
        }
    }

    private static Set<String> names(Map<String, String> headers) {
        return new TreeSet<>(headers.keySet());
    }

    private static SqlArray texts(@Nullable Collection<String> words) {
        return SqlArray.of("text", words == null ? List.of() : words);
    }

    private static SqlArray numbers(@Nullable List<Integer> numbers) {
        return SqlArray.of("int4", numbers == null ? List.of() : numbers);
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        String url = row.getString("url");
        Instant disabledAt = instant(row, "disabled_at");
        return new Endpoint(
                row.getObject("id", UUID.class),
                url == null ? null : URI.create(url),
                List.of((String[]) row.getArray("types").getArray()),
                row.getString("description"),
                List.of((String[]) row.getArray("header_names").getArray()),
                waits(row.getArray("retry_after")),
                instant(row, "old_secret_until"),
                disabledAt == null
                        ? null
                        : new Endpoint.Disabled(String.valueOf(row.getString("disabled_reason")), disabledAt),
                instant(row, "failing_since"),
                row.getTimestamp("created_at").toInstant());
    }

    private static List<Integer> waits(@Nullable Array waits) throws SQLException {
        return waits == null ? List.of() : List.of((Integer[]) waits.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
