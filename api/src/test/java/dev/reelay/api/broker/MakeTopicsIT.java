package dev.reelay.api.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.FreePorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeTopicsIT {
    private static final Map<String, String> ONE_BROKER = Map.of(
            "reelay.topics.replication", "1",
            "reelay.topics.min-insync-replicas", "1",
            "reelay.topic.tenants", "acme");

    @TempDir
    Path folder;

    @Test
    void topicsAreMadeGrowAndNeverShrink() throws Exception {
        List<Integer> ports = FreePorts.find(2);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, ports.get(0), ports.get(1))) {
            assertThatThrownBy(() -> MakeTopics.run(Map.of("kafka.bootstrap.servers", kafka.bootstrapServers())))
                    .isInstanceOf(TopicsRefused.class)
                    .hasMessageContaining("replication factor")
                    .hasMessageContaining("3");

            assertThat(run(kafka, Map.of())).hasSize(5).allMatch(line -> line.contains(" is made"));
            assertThat(run(kafka, Map.of())).hasSize(5).allMatch(line -> line.endsWith(" is as it should be"));
            assertThat(partitions(kafka, "reelay.work")).isEqualTo(16);
            assertThat(partitions(kafka, "reelay.requests.acme")).isEqualTo(16);

            assertThat(run(
                            kafka,
                            Map.of("reelay.topics.work-partitions", "24", "reelay.topics.events-retention", "30d")))
                    .contains(
                            "reelay.work has 24 partitions now, and had 16",
                            "reelay.events has retention.ms=2592000000 now, and had 604800000",
                            "reelay.requests is as it should be");
            // What a broker tells of a change comes from the controller a moment later.
            Awaitility.await().until(() -> partitions(kafka, "reelay.work") == 24);
            assertThat(setting(kafka, "reelay.events", "retention.ms")).isEqualTo("2592000000");

            assertThatThrownBy(() -> run(kafka, Map.of("reelay.topics.events-partitions", "32")))
                    .isInstanceOf(TopicsRefused.class)
                    .hasMessage("reelay.work has 24 partitions and cannot have fewer: 16 are wanted");
            assertThat(partitions(kafka, "reelay.events"))
                    .as("nothing is half done")
                    .isEqualTo(16);

            assertThat(run(kafka, Map.of("reelay.topics.work-partitions", "24", "reelay.topics.replication", "3")))
                    .contains("reelay.work lies on 1 brokers and not on 3; kafka-reassign-partitions moves it");
        }
    }

    @Test
    void whatContradictsItselfIsRefusedBeforeABrokerIsAsked() {
        assertThatThrownBy(() -> MakeTopics.run(Map.of(
                        "reelay.topics.replication", "1",
                        "reelay.topics.requests-retention", "8d")))
                .isInstanceOf(TopicsRefused.class)
                .hasMessageContaining("reelay.topics.min-insync-replicas is 2")
                .hasMessageContaining("reelay.topics.requests-retention is longer");
    }

    private static List<String> run(EmbeddedKafka kafka, Map<String, String> more) throws InterruptedException {
        Map<String, String> given = new HashMap<>(ONE_BROKER);
        given.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        given.putAll(more);
        return MakeTopics.run(given);
    }

    private static int partitions(EmbeddedKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(kafka.connection())) {
            TopicDescription description =
                    admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic);
            return description == null ? 0 : description.partitions().size();
        }
    }

    private static String setting(EmbeddedKafka kafka, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(kafka.connection())) {
            return admin.describeConfigs(Set.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .get(name)
                    .value();
        }
    }
}
