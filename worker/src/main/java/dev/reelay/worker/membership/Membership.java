package dev.reelay.worker.membership;

import dev.reelay.database.DatabaseUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * This worker's membership in the group, and its door in: one thread, one consumer, one batch at a time. A batch is
 * received in one transaction and acknowledged; no record is ever held while a video renders. Partitions that are ours
 * but whose epoch could not be raised yet are owed: they stay paused until the database answers.
 */
@ApplicationScoped
public class Membership {
    private static final Logger LOG = Logger.getLogger(Membership.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final MembershipConfig config;
    private final ConsumerOfWork consumers;
    private final ReceiveBatch receive;
    private final Tenures tenures;
    private final TenureListener listener;
    private final InstantSource clock;
    private final Overtaken overtaken;
    private final Set<Integer> owed = new HashSet<>();
    private volatile boolean stopping;
    private volatile Instant lastPoll;
    private final Thread loop = Thread.ofPlatform().name("membership").unstarted(this::untilStopped);

    Membership(
            MembershipConfig config,
            ConsumerOfWork consumers,
            ReceiveBatch receive,
            Tenures tenures,
            TenureListener listener,
            InstantSource clock) {
        this.config = config;
        this.consumers = consumers;
        this.receive = receive;
        this.tenures = tenures;
        this.listener = listener;
        this.clock = clock;
        this.overtaken = new Overtaken(config.session());
        this.lastPoll = clock.instant();
    }

    void started(@Observes @Priority(2600) StartupEvent event) {
        loop.start();
    }

    void stopping(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        loop.join(config.session().toMillis());
    }

    /** When the consumer last asked the broker: a worker whose answer is old is not ready. */
    public Instant lastPoll() {
        return lastPoll;
    }

    private void untilStopped() {
        while (!stopping) {
            try (Consumer<String, String> consumer = consumers.open()) {
                consumer.subscribe(Set.of(config.topic()), new Listener(consumer));
                while (!stopping) {
                    turn(consumer);
                }
            } catch (FencedInstanceIdException e) {
                LOG.errorf("another worker has the instance id %s; this one stands aside", config.instanceId());
                stopping = true;
            } catch (RuntimeException e) {
                LOG.warn("left the group of workers after a fault; joins again", e);
            }
            lost(heldPartitions());
            pause();
        }
    }

    private void turn(Consumer<String, String> consumer) {
        try {
            oweOvertaken(consumer);
            raiseOwed();
            holdBack(consumer);
            ConsumerRecords<String, String> records = consumer.poll(POLL);
            lastPoll = clock.instant();
            if (!records.isEmpty()) {
                Collection<Integer> accounts = receivePatiently(consumer, records);
                acknowledge(consumer, records);
                listener.received(accounts);
            }
        } catch (RebalanceInProgressException | WakeupException e) {
            LOG.debug("the group is moving; what was read is read again", e);
        } catch (RetriableException e) {
            LOG.debug("the broker asks for patience", e);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("partitions %s are owed until the database answers: %s", owed, e.getMessage());
            pause();
        }
    }

    /** Only what was read here and is still ours; the rest is read again by whoever holds it now. */
    private static void acknowledge(Consumer<String, String> consumer, ConsumerRecords<String, String> records) {
        Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>(records.nextOffsets());
        read.keySet().retainAll(consumer.assignment());
        consumer.commitSync(read);
    }

    /** The whole batch must be in the database before it is acknowledged; meanwhile the group must keep hearing us. */
    private Collection<Integer> receivePatiently(
            Consumer<String, String> consumer, ConsumerRecords<String, String> records) {
        while (true) {
            try {
                return receive.receive(records);
            } catch (DatabaseUnavailable e) {
                if (stopping) {
                    throw new KafkaException("stopped before the batch was received; it is read again", e);
                }
                LOG.warnf("%d records wait for the database: %s", (Integer) records.count(), e.getMessage());
                pause();
                consumer.pause(consumer.assignment());
                consumer.poll(Duration.ZERO);
                lastPoll = clock.instant();
            }
        }
    }

    private void oweOvertaken(Consumer<String, String> consumer) {
        List<Integer> without = consumer.assignment().stream()
                .map(TopicPartition::partition)
                .filter(partition ->
                        !owed.contains(partition) && tenures.of(partition).isEmpty())
                .toList();
        List<Integer> due = overtaken.due(without, clock.instant());
        if (!due.isEmpty()) {
            LOG.warnf("another raised the epochs of partitions that are still ours, takes them back: %s", due);
            owed.addAll(due);
        }
    }

    private void raiseOwed() {
        if (owed.isEmpty()) {
            return;
        }
        Collection<Tenure> begun = tenures.begin(owed);
        LOG.infof("holds partitions, tenures=%s", begun);
        owed.clear();
        listener.begun(begun);
    }

    private void holdBack(Consumer<String, String> consumer) {
        Set<TopicPartition> paused = consumer.paused();
        if (!paused.isEmpty() && owed.isEmpty()) {
            consumer.resume(paused);
        }
    }

    private void lost(Collection<Integer> partitions) {
        owed.removeAll(partitions);
        Collection<Tenure> ended = tenures.end(partitions);
        if (!ended.isEmpty()) {
            LOG.infof("holds no longer, tenures=%s", ended);
            listener.ended(ended);
        }
    }

    private Collection<Integer> heldPartitions() {
        return tenures.all().stream().map(Tenure::partition).toList();
    }

    private void pause() {
        try {
            Thread.sleep(stopping ? Duration.ZERO : BACK_OFF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Blocks the poll it is called in, so it only takes notes; what is owed is not read. */
    private final class Listener implements ConsumerRebalanceListener {
        private final Consumer<String, String> consumer;

        Listener(Consumer<String, String> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            partitions.forEach(partition -> owed.add(partition.partition()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            lost(partitions.stream().map(TopicPartition::partition).toList());
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }
    }
}
