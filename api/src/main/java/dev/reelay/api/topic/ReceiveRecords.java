package dev.reelay.api.topic;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.storage.StorageException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The door of the public topics. A batch is acknowledged when each of its records is a request or is rejected; what we
 * depend on being away is waited out, so that no record is ever passed over or rejected for it.
 */
@ApplicationScoped
class ReceiveRecords {
    private static final Logger LOG = Logger.getLogger(ReceiveRecords.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** A fault of ours that comes back so often comes back always. */
    private static final int MOST_FAULTS = 3;

    private final AnswerRecord answer;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean stopping;

    ReceiveRecords(AnswerRecord answer) {
        this.answer = answer;
    }

    void stopping(@Observes @Priority(100) ShutdownEvent event) {
        stopping = true;
    }

    @Incoming("requests-in")
    @RunOnVirtualThread
    void receive(ConsumerRecords<byte[], byte[]> records) {
        AtomicBoolean leftOver = new AtomicBoolean();
        // Side by side, so that what is accepted at the same time shares its transactions.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                threads.execute(() -> {
                    if (!isAnswered(record)) {
                        leftOver.set(true);
                    }
                });
            }
        }
        if (leftOver.get()) {
            throw new CancellationException("stopped in the middle of a batch; it is read again");
        }
    }

    /** Waits for it as long as need be; it is not when the process stops before. */
    private boolean isAnswered(ConsumerRecord<byte[], byte[]> record) {
        int faults = 0;
        Duration wait = FIRST_WAIT;
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            try {
                if (faults < MOST_FAULTS) {
                    answer.answer(record);
                } else {
                    answer.giveUp(record);
                }
                if (away.compareAndSet(true, false)) {
                    LOG.info("records are taken again");
                }
                return true;
            } catch (DatabaseUnavailable e) {
                faults += isOfData(e) ? 1 : 0;
                tellAway(record, e);
            } catch (PersistenceException | StorageException | DeadLetters.NotKept e) {
                tellAway(record, e);
            } catch (RuntimeException e) {
                faults++;
                LOG.errorf(e, "a record met a fault of ours, %s", place(record));
            }
            wait = sleep(wait);
        }
        return false;
    }

    /** Whether the database has answered, and has refused what it was given: SQL's class 22. */
    private static boolean isOfData(DatabaseUnavailable e) {
        return e.getCause() instanceof SQLException refused
                && refused.getSQLState() != null
                && refused.getSQLState().startsWith("22");
    }

    private void tellAway(ConsumerRecord<byte[], byte[]> record, RuntimeException e) {
        if (away.compareAndSet(false, true)) {
            LOG.warnf("records wait until what we depend on answers, %s: %s", place(record), e.getMessage());
        }
    }

    private static Duration sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "topic=" + record.topic() + " partition=" + record.partition() + " offset=" + record.offset();
    }
}
