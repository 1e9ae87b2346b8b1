package dev.reelay.generation;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Which generations' records must be sent. A row is due from a few seconds after its acceptance until a worker has read
 * its record; each ack of the broker pushes that on, doubling from 5 s to 10 min.
 */
@ApplicationScoped
public class Outbox {
    private final Database database;

    Outbox(Database database) {
        this.database = database;
    }

    /** The broker has acked these; those that a worker has read by now need no note of it. */
    public void sent(Collection<UUID> ids) {
        database.update("""
                update generation set sent_at = clock_timestamp(), sends = sends + 1,
                  send_due_at = clock_timestamp() + least(interval '10 min', interval '5 s' * power(2, least(sends, 7)))
                where id in (select id from generation where id = any (?) and received_at is null and ended_at is null
                  and quarantine is distinct from 'held' order by id for update skip locked)""", SqlArray.of("uuid", ids));
    }

    /**
     * A record that must be sent.
     *
     * @param sends how often the broker has acked it already, without a worker reading it
     */
    public record Due(UUID id, int sends) {}

    /** Takes what is due, for as long as sending may last: nobody else takes it before then. */
    public List<Due> takeDue(int limit, Duration lease) {
        return database.query(
                """
                update generation set send_due_at = clock_timestamp() + make_interval(secs => ?)
                where id in (select id from generation
                  where send_due_at <= clock_timestamp() and received_at is null and ended_at is null
                    and quarantine is distinct from 'held'
                  order by send_due_at limit ? for update skip locked)
                returning id, sends""", row -> new Due(row.getObject(1, UUID.class), row.getInt(2)), lease.toMillis() / 1000.0, limit);
    }
}
