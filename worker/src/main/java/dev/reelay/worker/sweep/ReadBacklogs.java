package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is behind, in the whole installation, by few and short looks at indexes that hold only what is open. */
@ApplicationScoped
class ReadBacklogs {
    private final Database database;

    ReadBacklogs(Database database) {
        this.database = database;
    }

    /** Since when something has been behind, in seconds by the database's clock, 0 when nothing is; and how many of some wait. */
    record Ages(
            double oldestRequest,
            double outbox,
            double unpositioned,
            double deliveries,
            double unpublished,
            double quarantined) {}

    Ages ages() {
        return database.query(
                        """
                        select
                          (select extract(epoch from clock_timestamp() - accepted_at) from generation
                            where ended_at is null order by id limit 1),
                          (select extract(epoch from clock_timestamp() - min(accepted_at)) from generation
                            where received_at is null and ended_at is null and quarantine is distinct from 'held'),
                          (select extract(epoch from clock_timestamp() - e.at) from event_pending p
                            join event e on e.id = p.event_id order by p.seq limit 1),
                          (select extract(epoch from clock_timestamp() - min(due_at)) from delivery_due),
                          (select positioned - published from event_relay),
                          (select count(*) from generation where quarantine = 'held' and ended_at is null)""",
                        row -> new Ages(
                                row.getDouble(1),
                                row.getDouble(2),
                                row.getDouble(3),
                                Math.max(0, row.getDouble(4)),
                                row.getDouble(5),
                                row.getDouble(6)))
                .getFirst();
    }

    /** How many of a provider's attempts hold a slot and may or may not have been bought. */
    record Unknown(String provider, long attempts) {}

    List<Unknown> unknown() {
        return database.query("""
                select p.provider, (select count(*) from attempt a join account c on c.id = a.account_id
                  where c.pool_id = p.id and a.done_at is null and a.state = 'UNKNOWN')
                from pool p""", row -> new Unknown(row.getString(1), row.getLong(2)));
    }

    /** What attempts that began within the last hour come to by now; {@code at_risk} may be billed or not. */
    record Spent(String provider, String currency, double charged, double held, double atRisk) {}

    List<Spent> spent() {
        return database.query(
                """
                select provider, coalesce(currency, 'USD'), coalesce(sum(charge), 0), coalesce(sum(held), 0),
                  coalesce(sum(at_risk), 0)
                from attempt where id >= uuid7_floor(now() - interval '1 hour') group by 1, 2""",
                row -> new Spent(
                        row.getString(1), row.getString(2), row.getDouble(3), row.getDouble(4), row.getDouble(5)));
    }
}
