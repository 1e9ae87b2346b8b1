package dev.reelay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path folder;

    @Test
    void topicsOutliveARestartEvenOnOtherPorts() throws Exception {
        List<Integer> ports = FreePorts.find(4);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, ports.get(0), ports.get(1))) {
            kafka.createTopics(Map.of("kept", 3));
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, ports.get(2), ports.get(3))) {
            kafka.createTopics(Map.of("kept", 5, "new", 1));

            assertThat(partitions(kafka, "kept")).isEqualTo(3);
            assertThat(partitions(kafka, "new")).isEqualTo(1);
        }
    }

    private static int partitions(EmbeddedKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            return admin.describeTopics(Set.of(topic)).allTopicNames().get().values().stream()
                    .mapToInt(description -> description.partitions().size())
                    .sum();
        }
    }
}
