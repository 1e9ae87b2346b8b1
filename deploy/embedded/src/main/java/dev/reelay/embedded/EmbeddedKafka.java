package dev.reelay.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * An Apache Kafka broker, with its controller, in this process and on loopback. Topics and offsets outlive a restart on
 * the same folder; after a kill the next start waits for the old session, which is why sessions are short here.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /** Any 22 characters of base64: the folder belongs to this one cluster. */
    private static final String CLUSTER_ID = "cmVlbGF5LXN0YW5kYWxvbg";

    private final KafkaRaftServer server;
    private final BrokerPlan plan;

    private EmbeddedKafka(KafkaRaftServer server, BrokerPlan plan) {
        this.server = server;
        this.plan = plan;
    }

    /** Starts a broker that keeps its log in {@code folder}; the ports must be the same on every start of that folder. */
    public static EmbeddedKafka start(Path folder, int port, int controllerPort) throws IOException {
        return start(folder, BrokerPlan.alone(port, controllerPort));
    }

    /** Starts one broker of a cluster; where there are others, it answers when most of them have started. */
    public static EmbeddedKafka start(Path folder, BrokerPlan plan) throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder, plan);
        }
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(BrokerSettings.of(plan, folder), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, plan);
    }

    /** {@code host:port}, as clients want it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + plan.port();
    }

    /** What a client must set to be let in, as Kafka names it. */
    public Map<String, Object> connection() {
        Map<String, Object> settings = new HashMap<>();
        plan.security().ifPresent(security -> settings.putAll(security.client("SCRAM-SHA-512")));
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return settings;
    }

    /** Makes the topics that are missing, with this many partitions each. */
    public void createTopics(Map<String, Integer> partitions) throws InterruptedException {
        try (Admin admin = Admin.create(connection())) {
            List<NewTopic> topics = partitions.entrySet().stream()
                    .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1))
                    .toList();
            for (var made : admin.createTopics(topics).values().entrySet()) {
                try {
                    made.getValue().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("topic " + made.getKey() + " could not be made", e.getCause());
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder, BrokerPlan plan) throws IOException {
        Formatter formatter = new Formatter();
        formatter
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(plan.node())
                .setClusterId(CLUSTER_ID)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString());
        plan.security().ifPresent(security -> formatter.setScramArguments(security.users()));
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the Kafka folder " + folder + " could not be formatted", e);
        }
    }
}
