package dev.reelay.worker.claim;

import dev.reelay.database.Database;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.run.RunConfig;
import dev.reelay.worker.run.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.postgresql.util.PGInterval;

/**
 * One claim: under the account's lock the free slots are counted, rows are picked in fair order, and their attempts are
 * written. Who is claimed twice, or beyond the slots, does not exist.
 */
@ApplicationScoped
class ClaimRows {
    private final Database database;
    private final PGInterval sendWithin;
    private final PGInterval answerWithin;

    ClaimRows(Database database, RunConfig config) {
        this.database = database;
        this.sendWithin = interval(config.sendWithin());
        this.answerWithin = interval(config.answerWithin());
    }

    /** Claims up to {@code most} rows of an account into a tenure; what is to be run. */
    List<Work> claim(int account, int most, Tenure tenure) {
        return database.query(
                "select * from claim(?, ?, ?, ?, ?, ?)",
                row -> work(row, account, tenure),
                account,
                most,
                tenure.partition(),
                tenure.epoch(),
                sendWithin,
                answerWithin);
    }

    /** The accounts for which rows wait, of those that do not rest. */
    List<Integer> claimable() {
        return database.query("""
                select id from account where coalesce(cooldown_until < clock_timestamp(), true)
                  and exists (select 1 from lane where account_id = account.id and backlog)""", row -> row.getInt(1));
    }

    private static Work work(ResultSet row, int account, Tenure tenure) throws SQLException {
        Timestamp finishBy = row.getTimestamp("finish_by");
        return new Work(
                row.getObject("attempt_id", UUID.class),
                row.getObject("generation_id", UUID.class),
                row.getInt("tenant_id"),
                row.getInt("number"),
                account,
                row.getString("provider").intern(),
                row.getString("offering").intern(),
                finishBy == null ? null : finishBy.toInstant(),
                tenure);
    }

    private static PGInterval interval(Duration duration) {
        return new PGInterval(0, 0, 0, 0, 0, duration.toMillis() / 1000.0);
    }
}
