package dev.reelay.pieces;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** So many requests a second by HTTP, and as many by Kafka, whatever becomes of those before. */
final class SteadyLoad implements AutoCloseable {
    private static final String MODEL = "luma/ray-2/image-to-video";

    private final Supplier<Requests> door;
    private final KafkaProducer<String, String> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final ConcurrentLinkedQueue<Future<Integer>> answers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Future<RecordMetadata>> acks = new ConcurrentLinkedQueue<>();

    private @Nullable ScheduledFuture<?> ticks;

    private SteadyLoad(Supplier<Requests> door, KafkaProducer<String, String> producer) {
        this.door = door;
        this.producer = producer;
    }

    static SteadyLoad start(Requests requests, String bootstrapServers, int perSecond) {
        return start(() -> requests, bootstrapServers, perSecond);
    }

    /** The same by whichever door is open at the time. */
    static SteadyLoad start(Supplier<Requests> door, String bootstrapServers, int perSecond) {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        SteadyLoad load =
                new SteadyLoad(door, new KafkaProducer<>(client, new StringSerializer(), new StringSerializer()));
        long period = Duration.ofSeconds(1).dividedBy(perSecond).toNanos();
        load.ticks = load.clock.scheduleAtFixedRate(load::next, 0, period, TimeUnit.NANOSECONDS);
        return load;
    }

    /** How many were sent by each of the two. */
    int sent() {
        return sent.get();
    }

    private void next() {
        int number = sent.incrementAndGet();
        answers.add(threads.submit(() -> submit(number).statusCode()));
        // A send waits for what it must know of the cluster, and must not hold up the others.
        threads.execute(() -> acks.add(producer.send(RequestRecord.of("kafka-" + number, body("kafka", number)))));
    }

    private HttpResponse<String> submit(int number) throws Exception {
        return door.get().tryEnvelope(body("http", number));
    }

    private static String body(String door, int number) {
        return """
                {"model": "%s", "metadata": {"door": "%s", "number": "%d"},
                 "input": {"prompt": "%s %d", "image_url": "https://example.com/first.jpg"}}""".formatted(MODEL, door, number, door, number);
    }

    /** Sends no more and waits for what was sent; answers the statuses by HTTP. What Kafka did not take is thrown. */
    List<Integer> finish() throws Exception {
        if (ticks != null) {
            ticks.cancel(false);
        }
        clock.shutdown();
        clock.awaitTermination(10, TimeUnit.SECONDS);
        threads.shutdown();
        threads.awaitTermination(2, TimeUnit.MINUTES);
        for (Future<RecordMetadata> ack : acks) {
            ack.get();
        }
        return answers.stream().map(Future::resultNow).toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
        producer.close(Duration.ZERO);
    }
}
