package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Others publish requests with nothing but a client of Kafka: as the page for them says, and by the thousand while who reads
 * them is killed. {@code -Dreelay.measure=true} publishes 100,000.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProducersIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final int RECORDS = LONG ? 100_000 : 2_000;
    private static final Path PAGE = Path.of("..", "..", "docs", "kafka.md");

    private Path folder = Path.of("");
    private Pieces pieces;
    private Ledger ledger;
    private Piece api;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        pieces = Pieces.start(
                folder,
                SimulatorSettings.defaults()
                        .with(Setting.GENERATION_TIME, "200ms")
                        .with(Setting.RESULT_SIZE, "16KiB"),
                200);
        ledger = new Ledger(pieces);
        api = pieces.api();
    }

    @AfterAll
    void stop() {
        pieces.close();
    }

    @Test
    void thePagesExamplesAskForVideos() throws Exception {
        pieces.worker("worker-1");

        Files.writeString(folder.resolve("RequestVideo.java"), example("java"));
        run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "RequestVideo.java",
                        broker()),
                folder);
        completed("1041");

        assumeTrue(NodePackages.canBeHere(), "Node.js is not installed");
        Path node = folder.resolve("stock-producers");
        NodePackages.install(Path.of("src/test/resources/stock-producers"), node);
        Files.writeString(node.resolve("request.mjs"), example("js"));
        run(List.of("node", "request.mjs", broker()), node);
        completed("1042");
    }

    @Test
    void everyGoodRecordIsOneRequestAndEveryBadOneIsAnswered() throws Exception {
        Piece worker = pieces.worker("worker-2");
        int bad = RECORDS / 100;
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            for (int n = 0; n < RECORDS; n++) {
                sent.add(producer.send(n % 100 == 50 ? bad(n) : record("crowd-" + n, body("crowd " + n))));
                if (n == RECORDS / 3) {
                    producer.flush();
                    await(() -> assertThat(requests()).isPositive());
                    api.kill();
                    worker.kill();
                    api = pieces.api();
                    pieces.worker("worker-3");
                }
            }
        }
        assertThat(sent).allSatisfy(record -> assertThat(record).succeedsWithin(Duration.ofSeconds(10)));

        await(() -> assertThat(requests()).isEqualTo(RECORDS - bad));
        await(() -> assertThat(deadLetters()).hasSize(bad));
        assertThat(ledger.rows("select input ->> 'prompt' from generation_input where input ->> 'prompt' like 'crowd %'"
                        + " group by 1 having count(*) <> 1"))
                .as("requested twice")
                .isEmpty();
        // One in ten of the bad ones carries no key that anybody has: nobody is told of it but by its dead letter.
        assertThat(ledger.count("(select distinct subject_id from event where type = 'request.rejected') told", "true"))
                .isEqualTo(bad - bad / 10);
    }

    /** One of ten kinds. */
    private static ProducerRecord<String, String> bad(int n) {
        ProducerRecord<String, String> record = record("bad-" + n, body("bad " + n));
        String value = record.value();
        return switch (n / 100 % 10) {
            case 0 -> with(record, "authorization", "Bearer rl_" + "x".repeat(43));
            case 1 -> with(record, "ce_type", "com.example.order");
            case 2 -> with(record, "ce_id", null);
            case 3 -> with(record, "ce_source", null);
            case 4 -> with(record, "content-type", "text/plain");
            case 5 -> copy(record, value.substring(0, value.length() / 2));
            case 6 -> copy(record, value.replace("ray-2", "ray-9"));
            case 7 -> copy(record, value.replace("\"prompt\"", "\"prompd\""));
            case 8 -> copy(record, value.replace("https://example.com", "http://127.0.0.1"));
            default -> copy(record, null);
        };
    }

    private static ProducerRecord<String, String> record(String id, String body) {
        ProducerRecord<String, String> record = new ProducerRecord<>("reelay.requests", id, body);
        for (String header : List.of(
                "authorization=Bearer " + Pieces.API_KEY,
                "ce_specversion=1.0",
                "ce_type=dev.reelay.request.v1",
                "ce_source=/tests",
                "ce_id=" + id,
                "content-type=application/json")) {
            with(record, header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        return record;
    }

    private static ProducerRecord<String, String> with(
            ProducerRecord<String, String> record, String header, @Nullable String value) {
        record.headers().remove(header);
        if (value != null) {
            record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private static ProducerRecord<String, String> copy(ProducerRecord<String, String> record, @Nullable String value) {
        return new ProducerRecord<>(record.topic(), null, record.key(), value, record.headers());
    }

    private static String body(String prompt) {
        return """
                {"model": "luma/ray-2/image-to-video",
                 "input": {"prompt": "%s", "image_url": "https://example.com/first.jpg"}}""".formatted(prompt);
    }

    private long requests() {
        return ledger.count("generation_input", "input ->> 'prompt' like 'crowd %'");
    }

    /** By the place of the record that it was: a letter that was written twice counts once. */
    private Map<String, String> deadLetters() {
        Map<String, String> letters = new HashMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("reelay.dead-letters").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            for (long read = 0; read < end; ) {
                for (ConsumerRecord<String, String> letter : consumer.poll(Duration.ofSeconds(1))) {
                    letters.put(
                            header(letter, "reelay_partition") + "/" + header(letter, "reelay_offset"),
                            header(letter, "reelay_problem"));
                    read++;
                }
            }
        }
        return letters;
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void completed(String order) {
        await(() -> assertThat(ledger.rows("select state from generation where metadata ->> 'order' = '" + order + "'"))
                .isEqualTo(List.of("COMPLETED")));
    }

    private static String example(String language) throws Exception {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private void run(List<String> command, Path in) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(in.resolve("run.log").toFile());
        builder.environment().put("REELAY_API_KEY", Pieces.API_KEY);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(in.resolve("run.log")))
                .isZero();
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker());
    }

    private String broker() {
        return String.valueOf(pieces.settings().get("kafka.bootstrap.servers"));
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(LONG ? 900 : 120))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(assertion);
    }
}
