package dev.reelay.limit;

import dev.reelay.database.Database;
import dev.reelay.limit.OfferingLimits.Breaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How accounts and offerings stand, as the database has it at this moment. */
@ApplicationScoped
public class ReadLimits {
    private static final String ACCOUNTS = """
            select a.*, extract(epoch from a.start_every) as start_seconds, a.cooldown_until > now() as rests, s.taken
            from account a join account_standing s on s.account_id = a.id
            where a.provider = coalesce(?, a.provider) and a.name = coalesce(?, a.name)
            order by a.provider, a.name""";

    private static final String OFFERINGS = """
            select o.*, p.provider, coalesce(f.taken, 0) as taken, w.waiting, o.open_until > now() as rests
            from offering o join pool p on p.id = o.pool_id
            left join (select offering_id, count(*)::int as taken from attempt
                where verdict_at is null and overdue_at is null group by 1) f
              on f.offering_id = o.id
            cross join lateral (
              select count(*)::int as waiting from (
                select 1 from lane l cross join lateral (
                  select 1 from generation g where g.pool_id = o.pool_id and g.tenant_id = l.tenant_id
                    and g.offering_id = o.id and g.waiting limit ?) g
                where l.pool_id = o.pool_id and l.offering_id = o.id and l.backlog limit ?) x) w
            where o.name = coalesce(?, o.name)
            order by o.name""";

    private final Database database;

    ReadLimits(Database database) {
        this.database = database;
    }

    /** All accounts that there ever were, by provider and name. */
    public List<AccountLimits> accounts() {
        return database.query(ACCOUNTS, ReadLimits::account, null, null);
    }

    /** One account. */
    public Optional<AccountLimits> account(String provider, String name) {
        return database.first(ACCOUNTS, ReadLimits::account, provider, name);
    }

    /** All offerings that there ever were, by name. */
    public List<OfferingLimits> offerings() {
        return database.query(OFFERINGS, ReadLimits::offering, Line.MOST, Line.MOST, null);
    }

    /** One offering. */
    public Optional<OfferingLimits> offering(String name) {
        return database.first(OFFERINGS, ReadLimits::offering, Line.MOST, Line.MOST, name);
    }

    /** How many wait for what. */
    public record Waiters(String provider, String reason, long count) {}

    /** All that wait, counted to the last: it takes longer the more they are. */
    public List<Waiters> waiters() {
        return database.query("""
                select p.provider, w.reason, sum(x.n)::bigint from (
                  select pool_id, offering_id, count(*) as n from generation where waiting group by 1, 2) x
                join offering_wait w using (offering_id, pool_id) join pool p on p.id = x.pool_id group by 1, 2
                union all
                select provider, case when quarantine = 'held' then 'quarantine' else 'not_yet_received' end, count(*)
                from generation where received_at is null and ended_at is null group by 1, 2""", row -> new Waiters(row.getString(1), row.getString(2), row.getLong(3)));
    }

    private static AccountLimits account(ResultSet row) throws SQLException {
        String out = row.getString("out_reason");
        double startSeconds = row.getDouble("start_seconds");
        return new AccountLimits(
                row.getString("provider"),
                row.getString("name"),
                row.getInt("slots"),
                row.getInt("taken"),
                row.getDouble("weight"),
                startSeconds > 0 ? Duration.ofMillis(Math.round(startSeconds * 1000)) : null,
                row.getString("paused_at") != null,
                row.getBoolean("rests")
                        ? new AccountLimits.Rest(instant(row, "cooldown_until"), row.getString("cooldown_reason"))
                        : null,
                out == null
                        ? null
                        : new AccountLimits.Out(
                                out, row.getString("out_message"), instant(row, "out_since"), instant(row, "probe_at")),
                row.getBoolean("configured"),
                words(row.getArray("changed")));
    }

    private static OfferingLimits offering(ResultSet row) throws SQLException {
        int slots = row.getInt("slots");
        return new OfferingLimits(
                row.getString("name"),
                row.getString("provider"),
                slots == 0 ? null : slots,
                row.getInt("taken"),
                row.getInt("waiting"),
                row.getString("paused_at") != null,
                breaker(row));
    }

    private static Breaker breaker(ResultSet row) throws SQLException {
        boolean closed = row.getString("opened_at") == null;
        boolean open = row.getBoolean("rests");
        return new Breaker(
                closed ? Breaker.State.CLOSED : open ? Breaker.State.OPEN : Breaker.State.HALF_OPEN,
                row.getInt("failures"),
                open ? instant(row, "open_until") : null,
                row.getString("failure"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        if (at == null) {
            throw new IllegalStateException(column + " is not there, where what it belongs to is");
        }
        return at.toInstant();
    }

    private static Set<String> words(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }
}
