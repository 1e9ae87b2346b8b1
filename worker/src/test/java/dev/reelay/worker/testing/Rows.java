package dev.reelay.worker.testing;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import java.util.List;
import java.util.UUID;

/** Rows as the api and the membership would have left them. */
public final class Rows {
    private final Database database;

    public Rows(Database database) {
        this.database = database;
    }

    public int tenant(String name, double weight) {
        return database.query(
                        "insert into tenant (name, weight) values (?, ?) returning id",
                        row -> row.getInt(1),
                        name,
                        weight)
                .getFirst();
    }

    public int account(String provider, int slots) {
        return database.query(
                        "insert into account (provider, name, slots) values (?, 'default', ?) returning id",
                        row -> row.getInt(1),
                        provider,
                        slots)
                .getFirst();
    }

    /** Accepted, not received. */
    public List<UUID> accepted(int tenant, int account, int count) {
        return database.query("""
                with g as (
                  insert into generation (id, tenant_id, model, offering, provider, account_id, events)
                  select uuidv7(), ?, 'luma/ray-2/image-to-video', 'fal:ray-2', 'fal', ?, 1 from generate_series(1, ?)
                  returning id),
                i as (insert into generation_input (generation_id, input) select id, '{"prompt": "p"}' from g)
                select id from g""", row -> row.getObject(1, UUID.class), tenant, account, count);
    }

    /** Accepted and received: may be claimed. */
    public List<UUID> waiting(int tenant, int account, int count) {
        List<UUID> ids = accepted(tenant, account, count);
        database.query("select receive(?, interval '1 minute')", row -> row.getInt(1), SqlArray.of("uuid", ids));
        return ids;
    }

    /** The epoch of a partition after one more assignment. */
    public long assigned(int partition, String owner) {
        return database.query(
                        "select epoch from raise_epochs(?, ?)",
                        row -> row.getLong(1),
                        SqlArray.of("int4", List.of(partition)),
                        owner)
                .getFirst();
    }

    public List<UUID> claim(int account, int most, int partition, long epoch) {
        return database.query(
                "select attempt_id from claim(?, ?, ?, ?, interval '5 seconds', interval '90 seconds')",
                row -> row.getObject(1, UUID.class),
                account,
                most,
                partition,
                epoch);
    }

    public long count(String sql) {
        return database.query(sql, row -> row.getLong(1)).getFirst();
    }
}
