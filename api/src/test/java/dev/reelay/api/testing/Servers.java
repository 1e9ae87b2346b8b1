package dev.reelay.api.testing;

import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.EmbeddedPostgreSQL;
import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.embedded.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, Kafka and S3 for the tests of one process, and an installation with keys at two of its providers. */
public class Servers implements QuarkusTestResourceLifecycleManager {
    /** The first tenant's. */
    public static final String KEY = "rl_0123456789012345678901234567890123456789012";

    /** What WaveSpeed signs its callbacks with. */
    public static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String S3_SECRET = "secret-of-the-tests";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private @Nullable EmbeddedPostgreSQL database;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("reelay-api-it");
            Map<String, String> settings = new HashMap<>(installation());
            settings.putAll(callbacks());
            settings.putAll(postgres(folder));
            settings.putAll(s3(folder));
            settings.put("kafka.bootstrap.servers", kafka(folder));
            settings.put("reelay.topic.tenants", "acme");
            return settings;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the servers of the tests did not start", e);
        }
    }

    /** Starts a broker with the workers' topic and answers its address. */
    protected String kafka(Path folder) throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.find(2);
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), ports.get(0), ports.get(1));
        running.push(kafka);
        kafka.createTopics(
                Map.of("reelay.work", 4, "reelay.requests", 4, "reelay.requests.acme", 1, "reelay.dead-letters", 1));
        return kafka.bootstrapServers();
    }

    private Map<String, String> postgres(Path folder) throws IOException {
        EmbeddedPostgreSQL postgres = EmbeddedPostgreSQL.start(
                folder.resolve("postgres"), FreePorts.find(1).getFirst());
        running.push(postgres);
        database = postgres;
        return Map.of(
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl(), "quarkus.datasource.username", postgres.user());
    }

    private Map<String, String> s3(Path folder) throws IOException {
        EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"), 0, "local", S3_SECRET);
        running.push(s3);
        s3.createBucket("reelay");
        s3.createBucket("acme-media");
        return Map.of(
                "reelay.s3.endpoint",
                s3.endpoint().toString(),
                "reelay.s3.path-style",
                "true",
                "reelay.s3.access-key",
                "local",
                "reelay.s3.secret-key",
                S3_SECRET);
    }

    /** Ends the database under the application that is running. */
    protected void stopDatabase() throws IOException {
        if (database != null) {
            running.remove(database);
            database.close();
        }
    }

    private static Map<String, String> callbacks() {
        return Map.of(
                "reelay.providers.wavespeed.webhook-secret",
                WEBHOOK_SECRET,
                "reelay.callbacks.public-url",
                "https://video.example.com");
    }

    private static Map<String, String> installation() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "reelay.providers.fal.key", "fal-key-of-the-tests",
                "reelay.providers.runcomfy.key", "runcomfy-key-of-the-tests",
                "reelay.route.facts-for", "0s",
                "reelay.secrets.key", "s".repeat(43),
                "reelay.bootstrap.tenant", "acme",
                "reelay.bootstrap.api-key", KEY,
                "reelay.bootstrap.input-prefixes", "s3://acme-media/stills/,s3://acme-media/manifests/",
                "quarkus.log.category.\"org.apache.kafka\".level", "WARN",
                "quarkus.log.category.\"kafka\".level", "WARN");
    }

    @Override
    public void stop() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a server of the tests did not stop", e);
            }
        }
    }
}
