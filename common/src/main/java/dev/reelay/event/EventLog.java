package dev.reelay.event;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All events in the one order that every reader sees. An event stands here once it has its position, which it gets after
 * its commit; whoever has read up to a position never misses one below it.
 */
@ApplicationScoped
public class EventLog {
    /** How many positions one page looks at, whatever it looks for. */
    public static final int PAGE = 1000;

    private static final String POSITIONED =
            "select p.position, p.tenant_id, e.* from event_position p join event e on e.id = p.event_id ";

    private final Database database;

    EventLog(Database database) {
        this.database = database;
    }

    /**
     * A part of the log.
     *
     * @param end the position up to which everything was looked at: where the next page begins
     * @param more whether there may be more after it already
     */
    public record Page(List<Positioned> events, long end, boolean more) {}

    /**
     * The ends of the log.
     *
     * @param first the position before the oldest event that is kept: who has read up to it, or further, has missed none
     * @param last the position of the newest event; 0 when there was never any
     */
    public record Ends(long first, long last) {}

    /** Where the log begins and ends at this moment. */
    public Ends ends() {
        return database.query(
                        "select coalesce((select min(position) - 1 from event_position), positioned), positioned from event_relay",
                        row -> new Ends(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    /** The next events of all tenants, at most {@link #PAGE}. */
    public List<Positioned> after(long position) {
        return database.query(
                POSITIONED + "where p.position > ? order by p.position limit ?", EventLog::positioned, position, PAGE);
    }

    /** The next ones that the broker has not acknowledged, on the relay's own connection. */
    public static List<Positioned> unpublished(Connection session, int most) throws SQLException {
        return Database.query(
                session,
                POSITIONED + "where p.position > (select published from event_relay) order by p.position limit ?",
                EventLog::positioned,
                most);
    }

    /** The next events of a tenant, of these types, or of all types when none is named. */
    public Page ofTenant(int tenant, long after, Collection<String> types, int most) {
        SqlArray wanted = SqlArray.of("text", types);
        List<Looked> looked = database.query("""
                with looked as materialized (
                  select position, event_id, tenant_id from event_position
                  where tenant_id = ? and position > ? order by position limit ?)
                select p.position, p.tenant_id, e.* from looked p
                left join event e on e.id = p.event_id and (cardinality(?::text[]) = 0 or e.type = any(?))
                order by p.position""", EventLog::looked, tenant, after, PAGE, wanted, wanted);
        List<Positioned> found = new ArrayList<>();
        long end = after;
        for (Looked one : looked) {
            if (found.size() == most) {
                return new Page(found, end, true);
            }
            one.event().ifPresent(found::add);
            end = one.position();
        }
        return new Page(found, end, looked.size() == PAGE);
    }

    /** The tenant's event at this position; empty when it has none there, or keeps it no more. */
    public Optional<Positioned> at(int tenant, long position) {
        return database.first(
                POSITIONED + "where p.tenant_id = ? and p.position = ?", EventLog::positioned, tenant, position);
    }

    /** The next events of one subject, at most {@link #PAGE}. */
    public Page ofSubject(int tenant, UUID subject, long after) {
        List<Positioned> found = database.query(
                POSITIONED
                        + "where p.subject_id = ? and p.tenant_id = ? and p.position > ? order by p.position limit ?",
                EventLog::positioned,
                subject,
                tenant,
                after,
                PAGE);
        return new Page(found, found.isEmpty() ? after : found.getLast().position(), found.size() == PAGE);
    }

    /** A position that was looked at, with its event if it is of a type that was looked for. */
    private record Looked(long position, Optional<Positioned> event) {}

    private static Looked looked(ResultSet row) throws SQLException {
        return new Looked(
                row.getLong("position"), row.getObject("id") == null ? Optional.empty() : Optional.of(positioned(row)));
    }

    private static Positioned positioned(ResultSet row) throws SQLException {
        return new Positioned(row.getLong("position"), row.getInt("tenant_id"), Events.event(row));
    }
}
