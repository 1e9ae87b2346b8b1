package dev.reelay.chaos.judge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of events from its first record to its last. */
final class ReadTopic {
    private static final Set<String> ENDS = Set.of(
            "dev.reelay.generation.completed.v1",
            "dev.reelay.generation.failed.v1",
            "dev.reelay.generation.cancelled.v1");

    private ReadTopic() {}

    /** Every record that tells an end, repeated ones as often as they stand there. */
    static List<Facts.Told> ends(String kafka) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", kafka);
        settings.put("enable.auto.commit", "false");
        List<Facts.Told> told = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> parts = consumer.partitionsFor("reelay.events").stream()
                    .map(part -> new TopicPartition(part.topic(), part.partition()))
                    .toList();
            consumer.assign(parts);
            consumer.seekToBeginning(parts);
            Map<TopicPartition, Long> ends = consumer.endOffsets(parts);
            while (parts.stream().anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> read(record, told));
            }
        }
        return told;
    }

    private static void read(ConsumerRecord<String, String> record, List<Facts.Told> told) {
        String type = header(record, "ce_type");
        if (ENDS.contains(type)) {
            told.add(new Facts.Told(UUID.fromString(record.key()), type, header(record, "ce_id")));
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
