package dev.reelay.worker.claim;

import dev.reelay.account.Account;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Offering;
import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.run.RunConfig;
import dev.reelay.worker.run.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.util.PGInterval;

/**
 * One claim: under the lock of the accounts' pool the free slots are counted, rows are picked in fair order, and their attempts are
 * written. Who is claimed twice, or beyond the slots, does not exist.
 */
@ApplicationScoped
class ClaimRows {
    private final Database database;
    private final Catalog catalog;
    private final PGInterval sendWithin;
    private final PGInterval answerWithin;

    ClaimRows(Database database, Catalog catalog, RunConfig config) {
        this.database = database;
        this.catalog = catalog;
        this.sendWithin = interval(config.sendWithin());
        this.answerWithin = interval(config.answerWithin());
    }

    /**
     * Claims up to {@code most} rows of a pool into a tenure, for any of these accounts of it and the offerings that this
     * worker has; what is to be run.
     */
    List<Work> claim(int pool, List<Account> accounts, int most, Tenure tenure) {
        return database.query(
                "select * from claim(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row -> work(row, tenure),
                pool,
                most,
                tenure.partition(),
                tenure.epoch(),
                sendWithin,
                answerWithin,
                SqlArray.of("int4", accounts.stream().map(Account::id).toList()),
                SqlArray.of("int4", accounts.stream().map(Account::address).toList()),
                SqlArray.of("text", offerings(accounts.getFirst().provider())));
    }

    /** A worker with an older catalog leaves what it does not know to those that do. */
    private List<String> offerings(String provider) {
        return catalog.offeringsOf(provider).stream().map(Offering::id).toList();
    }

    /** The pools where something waits that may begin now. */
    List<Integer> claimable() {
        return database.query("select pool_id from claimable_pool", row -> row.getInt(1));
    }

    /** How long until an account of a pool may begin its next, where its pace is what holds it back; else empty. */
    Optional<Duration> nextStart(int pool) {
        return database.query("""
                        select min(extract(epoch from greatest(next_start_at - clock_timestamp(), interval '1 ms')))
                        from account where pool_id = ? and start_every is not null
                          and next_start_at > clock_timestamp() - interval '20 ms'""", row -> Optional.ofNullable(row.getBigDecimal(1)), pool)
                .getFirst()
                .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue() + 1));
    }

    private static Work work(ResultSet row, Tenure tenure) throws SQLException {
        Timestamp finishBy = row.getTimestamp("finish_by");
        return new Work(
                row.getObject("attempt_id", UUID.class),
                row.getObject("generation_id", UUID.class),
                row.getInt("tenant_id"),
                row.getInt("number"),
                row.getInt("account_id"),
                row.getString("provider").intern(),
                row.getString("offering").intern(),
                finishBy == null ? null : finishBy.toInstant(),
                tenure);
    }

    private static PGInterval interval(Duration duration) {
        return new PGInterval(0, 0, 0, 0, 0, duration.toMillis() / 1000.0);
    }
}
