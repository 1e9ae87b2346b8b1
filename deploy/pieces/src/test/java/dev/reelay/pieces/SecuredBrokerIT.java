package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.BrokerSecurity;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that demands TLS and a password: whoever speaks to it has both from the configuration, or nothing works. */
class SecuredBrokerIT {
    private static final String PASSWORD = "of-the-broker-4711";

    @TempDir
    Path folder;

    @Test
    void everyClientComesByTlsAndWithItsName() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "200ms")
                .with(Setting.RESULT_SIZE, "64KiB");
        BrokerSecurity security = BrokerSecurity.make(folder.resolve("tls"), "reelay", PASSWORD);
        try (Pieces pieces = Pieces.start(folder, simulated, 5, security)) {
            String broker = pieces.settings().getOrDefault("kafka.bootstrap.servers", "");
            assertThat(topics(
                            broker,
                            new BrokerSecurity(security.keys(), security.certificate(), "reelay", "wrong-4711")))
                    .contains("status 1", "Authentication failed")
                    .doesNotContain("wrong-4711");
            assertThat(topics(broker, security)).contains("status 0", "reelay.work is made");

            Piece api = pieces.api();
            Piece worker = pieces.worker("worker-1", named("kafka.", security.client("PLAIN")));
            Requests requests = new Requests(api.uri());
            URI byHttp = requests.submit("luma/luma-ray-2/image-to-video", 1);
            publish(broker, security);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(new Ledger(pieces).count("generation", "state = 'COMPLETED'"))
                            .isEqualTo(2));
            assertThat(Events.of(pieces, byHttp.getPath().replaceAll(".*/", ""), "dev.reelay.generation.completed.v1"))
                    .isNotEmpty();
            assertThat(Events.deadLetters(pieces)).isEqualTo(1);
            assertThat(worker.health("ready").statusCode()).isEqualTo(200);
            assertThat(api.log() + worker.log()).doesNotContain(PASSWORD);
        }
    }

    /** One that can be accepted, and one that cannot. */
    private static void publish(String broker, BrokerSecurity security) throws Exception {
        Map<String, Object> client = new HashMap<>(security.client("SCRAM-SHA-512"));
        client.put("bootstrap.servers", broker);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(RequestRecord.of("good", """
                    {"model": "luma/ray-2/image-to-video",
                     "input": {"prompt": "A kite", "image_url": "https://example.com/first.jpg"}}""")).get();
            producer.send(RequestRecord.of("bad", "{}")).get();
        }
    }

    /** The command, told everything by its environment as a container is. */
    private String topics(String broker, BrokerSecurity security) throws Exception {
        Map<String, String> environment = new HashMap<>(named("kafka.", security.client("SCRAM-SHA-512")));
        environment.put("kafka.bootstrap.servers", broker);
        environment.put("reelay.topics.replication", "1");
        environment.put("reelay.topics.min-insync-replicas", "1");
        environment.put("reelay.topics.work-partitions", "4");
        Path log = folder.resolve("topics.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of("..", "..", "deploy/api-app/target/quarkus-app/quarkus-run.jar")
                                .toString(),
                        "topics"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        environment.forEach((key, value) ->
                builder.environment().put(key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return "status " + process.exitValue() + "\n" + Files.readString(log);
    }

    private static Map<String, String> named(String prefix, Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(entry -> prefix + entry.getKey(), Map.Entry::getValue));
    }
}
