package dev.reelay.worker.run;

import dev.reelay.database.Database;
import dev.reelay.worker.membership.TestTenures;
import dev.reelay.worker.testing.Rows;
import java.util.List;
import java.util.UUID;

/** Claimed attempts, as the dispatcher would hand them to a run. */
final class Works {
    private Works() {}

    static List<Work> claim(Database database, Rows rows, int account, int partition) {
        long epoch = rows.assigned(partition, "test");
        rows.claim(account, 100, partition, epoch);
        return open(database, partition, epoch);
    }

    /** What was claimed under an epoch and has no end yet. */
    static List<Work> open(Database database, int partition, long epoch) {
        return database.query(
                """
                select id, generation_id, tenant_id, number, account_id, provider, offering from attempt
                where done_at is null and epoch = ?""",
                row -> new Work(
                        row.getObject("id", UUID.class),
                        row.getObject("generation_id", UUID.class),
                        row.getInt("tenant_id"),
                        row.getInt("number"),
                        row.getInt("account_id"),
                        row.getString("provider"),
                        row.getString("offering"),
                        null,
                        TestTenures.of(partition, epoch)),
                epoch);
    }
}
