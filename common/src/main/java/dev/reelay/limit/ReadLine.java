package dev.reelay.limit;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Looks up where a waiting generation stands. It costs no more, however many wait. */
@ApplicationScoped
public class ReadLine {
    private static final String SQL = """
            select w.reason as hold, w.whose = 'offering' as of_offering, w.until, w.slots, w.taken, w.room_slots,
              w.starts_a_second, ahead.before, shares.own / shares.whole as share,
              case w.reason
                when 'cool_down' then (select min(cooldown_reason) from account a
                  where a.pool_id = w.pool_id and a.configured and a.cooldown_until > now())
                when 'account_out' then (select min(out_reason) from account a
                  where a.pool_id = w.pool_id and a.configured) end as cause
            from generation g
              join offering_wait w on w.offering_id = g.offering_id and w.pool_id = g.pool_id
              cross join lateral (
                select count(*) as before from (
                  select 1 from generation o
                  where o.pool_id = g.pool_id and o.tenant_id = g.tenant_id and o.offering_id = g.offering_id and o.waiting
                    and (o.eff_at, o.id) < (g.eff_at, g.id) limit ?) o) ahead
              cross join lateral (
                select coalesce(sum(t.weight) filter (where t.id = g.tenant_id), 1) as own,
                  coalesce(sum(t.weight), 1) as whole
                from (select distinct l.tenant_id from lane l
                    where l.pool_id = g.pool_id and l.backlog and (w.whose = 'accounts' or l.offering_id = g.offering_id)) l
                  join tenant t on t.id = l.tenant_id) shares
            where g.id = ? and g.pool_id = ? and g.waiting""";

    private final Database database;

    ReadLine(Database database) {
        this.database = database;
    }

    /** Empty when it does not wait any more. */
    public Optional<Line> of(UUID generation, int pool) {
        return database.first(SQL, ReadLine::line, Line.MOST + 1, generation, pool);
    }

    private static Line line(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        double startsASecond = row.getDouble("starts_a_second");
        return new Line(
                Line.Hold.valueOf(row.getString("hold").toUpperCase(Locale.ROOT)),
                row.getBoolean("of_offering"),
                until == null ? null : until.toInstant(),
                row.getInt("slots"),
                row.getInt("taken"),
                row.getInt("room_slots"),
                startsASecond > 0 ? startsASecond : null,
                row.getInt("before"),
                row.getDouble("share"),
                row.getString("cause"));
    }
}
