package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands in the topic of events. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    /** The records of one request, from the first to the one of this type. */
    static List<ConsumerRecord<String, String>> of(Pieces pieces, String request, String lastType) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer(pieces)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (System.nanoTime() - end < 0) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (request.equals(record.key())) {
                        found.add(record);
                    }
                }
                if (!found.isEmpty() && type(found.getLast()).equals(lastType)) {
                    return found;
                }
            }
        }
        throw new AssertionError(
                "no " + lastType + " after " + found.stream().map(Events::type).toList());
    }

    /** Everything that was published up to now. */
    static List<ConsumerRecord<String, String>> all(Pieces pieces) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer(pieces)) {
            long published = consumer.endOffsets(consumer.assignment()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (found.size() < published && System.nanoTime() - end < 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            assertThat(found).hasSizeGreaterThanOrEqualTo((int) published).isNotEmpty();
        }
        return found;
    }

    /** How many records were rejected up to now. */
    static long deadLetters(Pieces pieces) {
        try (KafkaConsumer<String, String> consumer = consumer(pieces, "reelay.dead-letters")) {
            return consumer.endOffsets(consumer.assignment()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static KafkaConsumer<String, String> consumer(Pieces pieces) {
        return consumer(pieces, "reelay.events");
    }

    private static KafkaConsumer<String, String> consumer(Pieces pieces, String topic) {
        Map<String, Object> broker = new HashMap<>();
        pieces.settings().forEach((key, value) -> {
            if (key.startsWith("kafka.")) {
                broker.put(key.substring("kafka.".length()), value);
            }
        });
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(broker, new StringDeserializer(), new StringDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    static String type(ConsumerRecord<String, String> record) {
        return header(record, "ce_type");
    }

    static String id(ConsumerRecord<String, String> record) {
        return header(record, "ce_id");
    }

    static int number(ConsumerRecord<String, String> record) {
        try {
            return JSON.readTree(record.value()).path("number").asInt();
        } catch (JsonProcessingException e) {
            throw new AssertionError("an event that is no JSON: " + record.value(), e);
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
