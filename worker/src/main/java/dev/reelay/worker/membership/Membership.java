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
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
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
 *
 * <p>A stop has two steps. The tenures end first, so that nothing new is sent; the group is left only when what was on the
 * wire has been settled, so that whoever takes over finds no attempt in doubt.
 */
@ApplicationScoped
public class Membership {
    private static final Logger LOG = Logger.getLogger(Membership.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final MembershipConfig config;
    private final ConsumerOfWork consumers;
    private final ReceiveBatch receive;
    private final Tenures tenures;
    private final TenureListener listener;
    private final Overtaken overtaken;
    private final Pulse pulse;
    private final Object standing = new Object();
    private final Set<Integer> owed = new HashSet<>();
    private boolean standsDown;
    private volatile boolean stopping;
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
        this.pulse = new Pulse(clock);
        this.overtaken = new Overtaken(config.session(), clock);
    }

    void started(@Observes @Priority(2600) StartupEvent event) {
        loop.start();
    }

    void standDown(@Observes @Priority(10) ShutdownEvent event) {
        synchronized (standing) {
            standsDown = true;
            end(heldPartitions());
        }
    }

    /** A worker with a name stays in the group's memory, which gives its partitions back to it or away after the session. */
    void leave(@Observes @Priority(30) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        loop.join(CLOSE.multipliedBy(2).toMillis());
    }

    /** When the loop last turned. */
    public Instant lastPoll() {
        return pulse.lastPoll();
    }

    /** When the group's coordinator was last there to take a heartbeat, or else when this worker began to look for it. */
    public Instant brokerHeard() {
        return pulse.brokerHeard();
    }

    /** How many partitions the topic had when last heard of; 0 as long as nothing was. */
    int partitionsOfTopic() {
        return pulse.partitionsOfTopic();
    }

    private void untilStopped() {
        while (!stopping) {
            try {
                takePart();
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

    private void takePart() {
        Consumer<String, String> consumer = consumers.open();
        try {
            consumer.subscribe(Set.of(config.topic()), new Assignments(consumer, owed::addAll, this::lost));
            Metric heartbeat = ConsumerOfWork.heartbeat(consumer);
            while (!stopping) {
                turn(consumer);
                pulse.listen(consumer, heartbeat, config.topic());
            }
        } finally {
            // The default would wait half a minute for a broker that is away.
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void turn(Consumer<String, String> consumer) {
        try {
            oweForgotten(consumer);
            owed.addAll(overtaken.due(consumer.assignment(), this::isOwedOrHeld));
            raiseOwed();
            holdBack(consumer);
            ConsumerRecords<String, String> records = consumer.poll(POLL);
            pulse.polled();
            if (!records.isEmpty()) {
                Collection<Integer> pools = receivePatiently(consumer, records);
                acknowledge(consumer, records);
                listener.received(pools);
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
                pulse.polled();
            }
        }
    }

    private void oweForgotten(Consumer<String, String> consumer) {
        Set<Integer> forgotten = tenures.takeForgotten();
        if (!forgotten.isEmpty()) {
            List<TopicPartition> ours = consumer.assignment().stream()
                    .filter(partition -> forgotten.contains(partition.partition()))
                    .toList();
            LOG.warnf("the database has forgotten who holds %s, as if restored from a backup; begins anew", ours);
            consumer.pause(ours);
            ours.forEach(partition -> owed.add(partition.partition()));
        }
    }

    private boolean isOwedOrHeld(int partition) {
        return owed.contains(partition) || tenures.of(partition).isPresent();
    }

    private void raiseOwed() {
        synchronized (standing) {
            if (owed.isEmpty() || standsDown) {
                return;
            }
            Collection<Tenure> begun = tenures.begin(owed);
            LOG.infof("holds partitions, tenures=%s", begun);
            owed.clear();
            listener.begun(begun);
        }
    }

    private void holdBack(Consumer<String, String> consumer) {
        Set<TopicPartition> paused = consumer.paused();
        if (!paused.isEmpty() && owed.isEmpty()) {
            consumer.resume(paused);
        }
    }

    private void lost(Collection<Integer> partitions) {
        owed.removeAll(partitions);
        end(partitions);
    }

    private void end(Collection<Integer> partitions) {
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
}
