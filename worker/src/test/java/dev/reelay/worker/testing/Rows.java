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

    /** A provider's account, and its offering {@code ray-2}. */
    public int account(String provider, int slots) {
        return account(provider, "default", slots);
    }

    /** One of several. */
    public int account(String provider, String name, int slots) {
        offering(provider, "ray-2");
        return database.query("""
                        insert into account (pool_id, provider, name, slots)
                        select id, provider, ?, ? from pool where provider = ? returning id""", row -> row.getInt(1), name, slots, provider).getFirst();
    }

    /** A model at a provider; the answer is its row. */
    public int offering(String provider, String model) {
        database.update("insert into pool (provider) values (?) on conflict do nothing", provider);
        return database.query("""
                        insert into offering (pool_id, name) select id, ? from pool where provider = ?
                        on conflict (name) do update set failures = offering.failures returning id""", row -> row.getInt(1), provider + ":" + model, provider)
                .getFirst();
    }

    /** Accepted, not received. */
    public List<UUID> accepted(int tenant, int account, int count) {
        String provider = database.query("select provider from account where id = ?", row -> row.getString(1), account)
                .getFirst();
        return acceptedFor(tenant, count, provider + ":ray-2");
    }

    /** Accepted for the first of these offerings, not received; the others may serve it too. */
    public List<UUID> acceptedFor(int tenant, int count, String... candidates) {
        SqlArray names = SqlArray.of("text", List.of(candidates));
        return database.query("""
                with c as (
                  select jsonb_agg(jsonb_build_object('offering', c, 'provider', split_part(c, ':', 1), 'price', 1)) as all_of_them
                  from unnest(?::text[]) c),
                g as (
                  insert into generation (id, tenant_id, model, offering, provider, offering_id, pool_id, candidates, others,
                    events)
                  select uuidv7(), ?, 'luma/ray-2/image-to-video', o.name, p.provider, o.id, o.pool_id, c.all_of_them,
                    other_offerings(c.all_of_them, o.name, '{}'), 1
                  from offering o join pool p on p.id = o.pool_id, c, generate_series(1, ?)
                  where o.name = (?::text[])[1]
                  returning id),
                i as (insert into generation_input (generation_id, input) select id, '{"prompt": "p"}' from g)
                select id from g""", row -> row.getObject(1, UUID.class), names, tenant, count, names);
    }

    /** Accepted and received: may be claimed. */
    public List<UUID> waiting(int tenant, int account, int count) {
        return received(accepted(tenant, account, count));
    }

    /** The same, for the first of these offerings. */
    public List<UUID> waitingFor(int tenant, int count, String... candidates) {
        return received(acceptedFor(tenant, count, candidates));
    }

    private List<UUID> received(List<UUID> ids) {
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

    /** What was claimed at an account's provider. */
    public List<UUID> claim(int account, int most, int partition, long epoch) {
        return database.query(
                "select attempt_id from claim((select pool_id from account where id = ?), ?, ?, ?, interval '5 seconds', interval '90 seconds')",
                row -> row.getObject(1, UUID.class),
                account,
                most,
                partition,
                epoch);
    }

    /** The provider has accepted it. */
    public void taken(UUID attempt) {
        database.query("""
                select accept_and_learn(?, jsonb_build_object('id', uuidv7()), null)""", row -> row.getBoolean(1), attempt);
    }

    /** The provider has rendered it, and nothing is stored yet. */
    public void rendered(UUID attempt) {
        database.query("""
                with kept as materialized (select keep_rendered(?, '{"id": ""}', '[]', null) as kept)
                select learn_health(array[?::uuid], 'rendered') from kept""", row -> true, attempt, attempt);
    }

    /** The attempt has come to an end, or to {@code UNKNOWN}, with this effect and error class. */
    public void settled(UUID attempt, String state, String effect, String errorClass) {
        database.query(
                "select settle_attempt(?, array['SUBMITTING', 'ACCEPTED'], ?, ?, ?, ?, 'as the test says', null)",
                row -> row.getString(1),
                attempt,
                state,
                !state.equals("UNKNOWN"),
                effect,
                errorClass);
    }

    /** Its end, with everything stored. */
    public void ended(UUID attempt) {
        database.update(
                "update attempt set state = 'SUCCEEDED', verdict_at = clock_timestamp(), done_at = clock_timestamp() where id = ?",
                attempt);
    }

    public long count(String sql, Object... parameters) {
        return database.query(sql, row -> row.getLong(1), parameters).getFirst();
    }

    /** The first column of the first row, as text. */
    public String text(String sql, Object... parameters) {
        return database.query(sql, row -> String.valueOf(row.getString(1)), parameters)
                .getFirst();
    }
}
