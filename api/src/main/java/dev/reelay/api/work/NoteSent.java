package dev.reelay.api.work;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.generation.Outbox;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Gathers the broker's acks and writes them down once a second, many rows at once. A note that is lost, because there are
 * too many or the process ends, only means that the record is sent once more.
 */
@ApplicationScoped
class NoteSent {
    private static final Logger LOG = Logger.getLogger(NoteSent.class);
    private static final int MOST = 20_000;
    private static final int AT_ONCE = 1000;

    private final Outbox outbox;
    private final BlockingQueue<UUID> acked = new ArrayBlockingQueue<>(MOST);

    NoteSent(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The broker has this record. */
    void sent(UUID generation) {
        acked.offer(generation);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void write() {
        List<UUID> batch = new ArrayList<>();
        try {
            while (acked.drainTo(batch, AT_ONCE) > 0) {
                outbox.sent(batch);
                batch.clear();
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("acks could not be written down, so their records will be sent again count=%d", batch.size());
        }
    }
}
