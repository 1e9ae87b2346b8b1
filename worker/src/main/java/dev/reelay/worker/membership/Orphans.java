package dev.reelay.worker.membership;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Finds owners for open attempts of partitions that no longer exist, as after the topic was made anew with fewer. The
 * holder of partition 0 looks. What it remembers of the topic may be old, so the broker is asked before anything moves.
 */
@ApplicationScoped
public class Orphans {
    private static final Logger LOG = Logger.getLogger(Orphans.class);

    private final Database database;
    private final Membership membership;
    private final Tenures tenures;
    private final ConsumerOfWork consumers;
    private final String topic;

    Orphans(
            Database database,
            Membership membership,
            Tenures tenures,
            ConsumerOfWork consumers,
            MembershipConfig config) {
        this.database = database;
        this.membership = membership;
        this.tenures = tenures;
        this.consumers = consumers;
        this.topic = config.topic();
    }

    /** Gives them to holders of partitions that exist, who find them with their next comparison. Answers how many. */
    public int adopt() {
        int remembered = membership.partitionsOfTopic();
        if (remembered == 0 || tenures.of(0).isEmpty() || highestInUse() < remembered) {
            return 0;
        }
        int partitions = askedPartitions();
        if (partitions == 0) {
            return 0;
        }
        int adopted = database.query("select adopt_orphans(?)", row -> row.getInt(1), partitions)
                .getFirst();
        if (adopted > 0) {
            LOG.warnf(
                    "adopted %d attempts of partitions that are gone, as the topic has %d now",
                    (Integer) adopted, (Integer) partitions);
        }
        return adopted;
    }

    private int highestInUse() {
        return database.query(
                        "select coalesce(max(partition), -1) from attempt where done_at is null", row -> row.getInt(1))
                .getFirst();
    }

    private int askedPartitions() {
        try (Admin admin = Admin.create(consumers.connection())) {
            return admin.describeTopics(Set.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        } catch (ExecutionException | KafkaException e) {
            LOG.debugf("the broker does not tell how many partitions there are: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
