package dev.reelay.worker.money;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.worker.testing.Rows;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests with prices, budgets, and what becomes of money. */
final class Spending {
    /** What a budget says of itself; amounts without zeros at their ends. */
    record Standing(String queued, String held, String atRisk, String spent, String room) {}

    private static final int PARTITION = 0;

    private final Database database;
    private final Rows rows;
    private final long epoch;

    Spending(Database database) {
        this.database = database;
        this.rows = new Rows(database);
        this.epoch = rows.assigned(PARTITION, "worker");
    }

    /** Requests that wait for a claim; a price of null is unknown. */
    List<UUID> waiting(int tenant, int account, @Nullable String price, int count) {
        List<UUID> ids = rows.accepted(tenant, account, count);
        database.update(
                "update generation set price = ?, currency = 'USD' where id = any (?)",
                price == null ? null : new BigDecimal(price),
                SqlArray.of("uuid", ids));
        database.query("select receive(?, interval '1 minute')", row -> row.getInt(1), SqlArray.of("uuid", ids));
        return ids;
    }

    UUID budget(int tenant, String period, String amount, String whenSpent) {
        return budget(tenant, null, period, amount, whenSpent);
    }

    UUID budget(int tenant, @Nullable String provider, String period, String amount, String whenSpent) {
        return database.query(
                        "select create_budget(?, 100, 'of the test', null, null, ?, ?, ?, 'USD', ?)",
                        row -> row.getObject(1, UUID.class),
                        tenant,
                        provider,
                        period,
                        new BigDecimal(amount),
                        whenSpent)
                .getFirst();
    }

    List<UUID> claim(int account, int most) {
        return rows.claim(account, most, PARTITION, epoch);
    }

    void accept(UUID attempt) {
        database.query(
                "select accept_attempt(?, jsonb_build_object('id', ?::text), null)",
                row -> 1,
                attempt,
                "their-" + attempt);
    }

    void render(UUID attempt, @Nullable String cost) {
        database.query(
                "select keep_rendered(?, jsonb_build_object('id', ?::text), '[\"https://example.com/a.mp4\"]', ?)",
                row -> 1,
                attempt,
                "their-" + attempt,
                cost == null ? null : new BigDecimal(cost));
    }

    /** The provider ends it without a result. */
    void end(UUID attempt, String state, @Nullable String errorClass, @Nullable String cost) {
        database.query(
                "select settle_attempt(?, array['SUBMITTING', 'UNKNOWN', 'ACCEPTED', 'SUCCEEDED'], ?, true, 'fail', ?, 'why', null, ?)",
                row -> 1,
                attempt,
                state,
                errorClass,
                cost == null ? null : new BigDecimal(cost));
    }

    void unknown(UUID attempt) {
        database.query("select call_unknown(?, 'the answer was cut')", row -> 1, attempt);
    }

    int release() {
        return database.query("select release_held(1000)", row -> row.getInt(1)).getFirst();
    }

    Standing standing(UUID budget) {
        return database.query(
                        """
                        select trim_scale(queued), trim_scale(held), trim_scale(at_risk), trim_scale(spent), trim_scale(room)
                        from budget_standing where id = ?""",
                        row -> new Standing(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)),
                        budget)
                .getFirst();
    }

    /** The whole world grows a day older. */
    void aDayPasses() {
        database.update("update attempt set created_at = created_at - interval '1 day'");
        database.update("update budget set created_at = created_at - interval '1 day'");
        database.update("update budget_use set period_start = period_start - 1 where isfinite(period_start)");
        database.update("update budget_change set period_start = period_start - 1 where isfinite(period_start)");
    }

    /** The open budgets that do not count what the requests and attempts of their present period say. */
    List<String> wrongSums() {
        return database.query("""
                select format('%s counts %s %s %s %s, the ledger has %s', b.name, b.queued, b.held, b.at_risk, b.spent, l)
                from budget_standing b
                cross join lateral (
                  select coalesce(sum(a.held), 0) as held, coalesce(sum(a.at_risk), 0) as at_risk,
                    coalesce(sum(a.charge), 0) as spent
                  from attempt a where a.tenant_id = b.tenant_id and (b.provider is null or a.provider = b.provider)
                    and budget_period(b.period, a.created_at) = b.period_start) l
                cross join lateral (
                  select coalesce(sum(g.price), 0) as queued from generation g
                  where g.tenant_id = b.tenant_id and (b.provider is null or g.provider = b.provider) and g.state = 'QUEUED') q
                where (b.queued, b.held, b.at_risk, b.spent) is distinct from (q.queued, l.held, l.at_risk, l.spent)""", row -> row.getString(1));
    }

    /** State, error class and whether a budget holds it. */
    String state(UUID generation) {
        return database.query(
                        "select concat_ws(' ', state, error_class, case when held_by is not null then 'held' end) from generation where id = ?",
                        row -> row.getString(1),
                        generation)
                .getFirst();
    }

    /** How many requests are in each state. */
    List<String> states() {
        return database.query("""
                select count(*) || ' ' || concat_ws(' ', state, error_class, case when held_by is not null then 'held' end)
                from generation group by state, error_class, held_by is not null order by 1""", row -> row.getString(1));
    }
}
