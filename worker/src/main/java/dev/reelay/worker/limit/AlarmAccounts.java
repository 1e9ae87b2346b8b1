package dev.reelay.worker.limit;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Tells once, whichever worker comes first, that an account gets nothing any more because its provider will not have it,
 * and what to do about it; and that it is back.
 */
@ApplicationScoped
class AlarmAccounts {
    private static final Logger LOG = Logger.getLogger(AlarmAccounts.class);

    private final Database database;

    AlarmAccounts(Database database) {
        this.database = database;
    }

    private record Known(String provider, String name, String reason, String message) {
        String remedy() {
            return reason.equals("out_of_credit")
                    ? "it has no money left: add some there"
                    : "it does not take the key: look at the key there and here, and start with another if need be";
        }
    }

    @Scheduled(every = "{reelay.limits.watch:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tell() {
        try {
            database.query(
                            """
                            update account set out_told_at = clock_timestamp()
                            where out_reason is not null and out_told_at is null
                            returning provider, name, out_reason, coalesce(out_message, '') as out_message""",
                            row -> new Known(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                    .forEach(AlarmAccounts::out);
            database.query(
                            "update account set out_told_at = null where out_reason is null and out_told_at is not null"
                                    + " returning provider, name",
                            row -> new Known(row.getString(1), row.getString(2), "", ""))
                    .forEach(known -> LOG.infof(
                            "an account is used again, provider=%s account=%s", known.provider(), known.name()));
        } catch (DatabaseUnavailable e) {
            LOG.debugf("whether accounts are out is told when the database answers: %s", e.getMessage());
        }
    }

    private static void out(Known known) {
        LOG.errorf(
                "an account gets nothing any more, other accounts go on. The provider says that %s. One request tries it"
                        + " again every ten minutes, and PATCH /v1/accounts/%s/%s with {\"out\": false} brings it back at once,"
                        + " provider=%s account=%s reason=%s: %s",
                known.remedy(),
                known.provider(),
                known.name(),
                known.provider(),
                known.name(),
                known.reason(),
                known.message());
    }
}
