package dev.reelay.api.testing;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the workers' topic from its beginning. */
@ApplicationScoped
public class Records {
    private final KafkaConsumer<String, String> consumer;

    Records(@ConfigProperty(name = "kafka.bootstrap.servers") String broker) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new StringDeserializer());
    }

    @PreDestroy
    void close() {
        consumer.close();
    }

    /** How many there are. */
    public synchronized long count() {
        return consumer.endOffsets(partitions()).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    /** The ids that stand as key and as value; a record where they differ is a fault. */
    public synchronized List<UUID> ids() {
        consumer.assign(partitions());
        consumer.seekToBeginning(partitions());
        long all = count();
        List<UUID> ids = new ArrayList<>();
        while (ids.size() < all) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> ids.add(id(record)));
        }
        return ids;
    }

    private static UUID id(ConsumerRecord<String, String> record) {
        if (!record.key().equals(record.value())) {
            throw new IllegalStateException("key and value differ: " + record);
        }
        return UUID.fromString(record.value());
    }

    private List<TopicPartition> partitions() {
        return consumer.partitionsFor("reelay.work").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
