package dev.reelay.worker.membership;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.postgresql.util.PGInterval;

/**
 * Takes a batch of records into the database: each carries the id of a row that exists already, and from now on that row
 * may be claimed. Repeats change nothing. A record that is no id is the work of a stranger on a private topic; it is
 * told and passed over.
 */
@ApplicationScoped
class ReceiveBatch {
    private static final Logger LOG = Logger.getLogger(ReceiveBatch.class);

    private final Database database;
    private final PGInterval headStart;

    ReceiveBatch(Database database, MembershipConfig config) {
        this.database = database;
        this.headStart = new PGInterval(0, 0, 0, 0, 0, config.headStart().toMillis() / 1000.0);
    }

    /** Answers the accounts that have something to claim. */
    Collection<Integer> receive(ConsumerRecords<String, String> records) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (ConsumerRecord<String, String> record : records) {
            try {
                ids.add(UUID.fromString(record.value()));
            } catch (IllegalArgumentException | NullPointerException e) {
                LOG.warnf(
                        "passed over a record that carries no id, partition=%d offset=%d",
                        record.partition(), record.offset());
            }
        }
        return database.query("select receive(?, ?)", row -> row.getInt(1), SqlArray.of("uuid", ids), headStart);
    }
}
