package dev.reelay.api.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.api.testing.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A producer of requests, with nothing but the plain client, and a reader of the dead letters. */
final class TopicClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> deadLetters;

    TopicClient() {
        Map<String, Object> broker = Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
        deadLetters = new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition topic = new TopicPartition("reelay.dead-letters", 0);
        deadLetters.assign(List.of(topic));
        deadLetters.seekToEnd(List.of(topic));
        deadLetters.position(topic);
    }

    /** The attributes of a good record with this id, as headers, in the order of pairs. */
    static List<String> headers(String key, String id) {
        return new ArrayList<>(List.of(
                "authorization", "Bearer " + key,
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_source", "/tests",
                "ce_type", "dev.reelay.request.v1"));
    }

    void send(List<String> headers, byte @Nullable [] value) throws Exception {
        send("reelay.requests", headers, value, null);
    }

    void send(String topic, List<String> headers, byte @Nullable [] value, @Nullable Instant at) throws Exception {
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>(topic, 0, at == null ? null : at.toEpochMilli(), null, value);
        for (int i = 0; i < headers.size(); i += 2) {
            sent.headers().add(headers.get(i), headers.get(i + 1).getBytes(StandardCharsets.UTF_8));
        }
        producer.send(sent).get();
    }

    /** The next dead letter. */
    ConsumerRecord<byte[], byte[]> deadLetter() {
        Instant end = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(end)) {
            for (ConsumerRecord<byte[], byte[]> letter : deadLetters.poll(Duration.ofMillis(200))) {
                deadLetters.seek(new TopicPartition(letter.topic(), letter.partition()), letter.offset() + 1);
                return letter;
            }
        }
        throw new AssertionError("no dead letter came");
    }

    /** What a dead letter says of itself. */
    static String told(ConsumerRecord<byte[], byte[]> letter, String header) {
        Header found = letter.headers().lastHeader(header);
        return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
    }

    static JsonNode problem(ConsumerRecord<byte[], byte[]> letter) throws IOException {
        return JSON.readTree(told(letter, "reelay_problem"));
    }

    /** Of a record that is right, of the first tenant. */
    static List<String> good(String id) {
        return headers(Servers.KEY, id);
    }

    /** The same but for one, with an id of its own. */
    static List<String> with(String key, String header, String value) {
        List<String> headers = headers(key, "x");
        int at = headers.indexOf(header);
        if (at >= 0) {
            headers.set(at + 1, value);
        } else {
            headers.addAll(List.of(header, value));
        }
        return headers;
    }

    /** The same without one. */
    static List<String> without(String key, String header) {
        List<String> headers = headers(key, "x");
        int at = headers.indexOf(header);
        headers.subList(at, at + 2).clear();
        return headers;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        deadLetters.close();
    }
}
