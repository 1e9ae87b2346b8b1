package dev.reelay.worker.relay;

import dev.reelay.database.Database;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives the next pending events their positions. Only rows that this very statement removed from the pending table get
 * one, and the relay's own row is locked meanwhile: a relay that was deposed without knowing it finds nothing to do.
 */
final class PositionEvents {
    private PositionEvents() {}

    /** Whether there is anything to do, without a lock. */
    static boolean anyPending(Connection connection) throws SQLException {
        return Database.query(connection, "select exists (select 1 from event_pending)", row -> row.getBoolean(1))
                .getFirst();
    }

    /** Answers how many there were; readers that listen are told once. */
    static int position(Connection connection, int most) throws SQLException {
        return Database.query(connection, """
                        with lock as materialized (select positioned from event_relay where singleton for update),
                        gone as (
                          delete from event_pending where seq in (
                            select seq from event_pending, lock order by seq limit ?)
                          returning seq, event_id),
                        numbered as (
                          select event_id, row_number() over (order by seq) as n from gone),
                        last as (
                          update event_relay set positioned = positioned + (select count(*) from gone)
                          where singleton and exists (select 1 from gone)
                          returning positioned),
                        placed as (
                          insert into event_position (position, event_id, tenant_id, subject_id)
                          select l.positioned - (select count(*) from gone) + n.n, e.id, e.tenant_id, e.subject_id
                          from last l, numbered n join event e on e.id = n.event_id
                          returning position)
                        select count(*), case when count(*) > 0 then pg_notify('reelay_events', max(position)::text) end
                        from placed""", row -> row.getInt(1), most).getFirst();
    }
}
