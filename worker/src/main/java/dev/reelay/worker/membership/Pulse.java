package dev.reelay.worker.membership;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;

/** What the membership's loop notes for others: when it turned, when the broker was heard, how wide the topic is. */
final class Pulse {
    /** The answer lies in memory, unless the topic is gone. */
    private static final Duration WAIT = Duration.ofMillis(100);

    private final InstantSource clock;
    private volatile Instant lastPoll;
    private volatile Instant brokerHeard;
    private volatile int partitionsOfTopic;

    Pulse(InstantSource clock) {
        this.clock = clock;
        this.lastPoll = clock.instant();
        this.brokerHeard = lastPoll;
    }

    void polled() {
        lastPoll = clock.instant();
    }

    /** Notes when the last heartbeat went out; none goes to a coordinator that is not there. */
    void listen(Consumer<String, String> consumer, Metric heartbeat, String topic) {
        double secondsAgo = (double) heartbeat.metricValue();
        if (secondsAgo >= 0) {
            brokerHeard = clock.instant().minusSeconds((long) secondsAgo);
        }
        if (!consumer.assignment().isEmpty()) {
            try {
                @Nullable List<PartitionInfo> partitions = consumer.partitionsFor(topic, WAIT);
                partitionsOfTopic = partitions == null ? partitionsOfTopic : partitions.size();
            } catch (KafkaException e) {
                // The broker is away or the topic is being made anew: the number stands until it tells another.
            }
        }
    }

    Instant lastPoll() {
        return lastPoll;
    }

    Instant brokerHeard() {
        return brokerHeard;
    }

    int partitionsOfTopic() {
        return partitionsOfTopic;
    }
}
