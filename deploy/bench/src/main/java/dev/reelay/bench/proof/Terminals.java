package dev.reelay.bench.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Listens to the topic of events from its end on, and counts how often each request was said to have ended. */
public final class Terminals implements AutoCloseable {
    private static final String COMPLETED = "dev.reelay.generation.completed.v1";
    private static final Set<String> TYPES =
            Set.of(COMPLETED, "dev.reelay.generation.failed.v1", "dev.reelay.generation.cancelled.v1");

    private final KafkaConsumer<String, String> consumer;
    private final Map<UUID, AtomicInteger> ends = new ConcurrentHashMap<>();
    private final Map<UUID, Long> millis = new ConcurrentHashMap<>();
    private final Set<UUID> completed = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofPlatform().name("terminals").unstarted(this::listen);
    private volatile boolean closing;

    private Terminals(KafkaConsumer<String, String> consumer) {
        this.consumer = consumer;
    }

    /** Everything that is published after the return is heard. */
    public static Terminals listen(String kafka) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", kafka);
        settings.put("enable.auto.commit", "false");
        settings.put("fetch.max.wait.ms", "200");
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.assign(consumer.partitionsFor("reelay.events").stream()
                .map(part -> new TopicPartition(part.topic(), part.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        Terminals terminals = new Terminals(consumer);
        terminals.thread.start();
        return terminals;
    }

    /** How many of these requests have ended. */
    public long ended(Set<UUID> requests) {
        return requests.stream().filter(ends::containsKey).count();
    }

    /** Waits until all of these requests have ended, for so long at most. */
    public void await(Set<UUID> requests, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (ended(requests) < requests.size() && System.nanoTime() - end < 0) {
            Thread.sleep(50);
        }
    }

    /** How many of these requests were said to have completed. */
    public long completed(Set<UUID> requests) {
        return requests.stream().filter(completed::contains).count();
    }

    /** How many of these requests were said to have ended other than once. */
    public long notOnce(Set<UUID> requests) {
        return requests.stream()
                .filter(request ->
                        !ends.containsKey(request) || ends.get(request).get() != 1)
                .count();
    }

    /** When the end of a request was sent to the topic, in milliseconds since 1970; 0 when it was not. */
    public long endedAt(UUID request) {
        return millis.getOrDefault(request, 0L);
    }

    private void listen() {
        try (consumer) {
            while (!closing) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::heard);
            }
        }
    }

    private void heard(ConsumerRecord<String, String> event) {
        var type = event.headers().lastHeader("ce_type");
        String name = type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
        if (TYPES.contains(name)) {
            UUID request = UUID.fromString(event.key());
            if (name.equals(COMPLETED)) {
                completed.add(request);
            }
            millis.putIfAbsent(request, event.timestamp());
            ends.computeIfAbsent(request, first -> new AtomicInteger()).incrementAndGet();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
