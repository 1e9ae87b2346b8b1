package dev.reelay.api.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** A topic as the configuration wants it. */
record WishedTopic(String name, int partitions, short replication, Map<String, String> settings) {
    /** All topics of an installation, those of tenants too. */
    static List<WishedTopic> all(TopicsConfig config, Set<String> tenants) {
        Stream<WishedTopic> common = Stream.of(
                of(config, "reelay.work", config.workPartitions(), config.workRetention()),
                of(config, "reelay.events", config.eventsPartitions(), config.eventsRetention()),
                of(config, "reelay.dead-letters", config.deadLettersPartitions(), config.deadLettersRetention()),
                of(config, "reelay.requests", config.requestsPartitions(), config.requestsRetention()));
        Stream<WishedTopic> own = tenants.stream()
                .sorted()
                .map(tenant -> of(
                        config, "reelay.requests." + tenant, config.requestsPartitions(), config.requestsRetention()));
        return Stream.concat(common, own).toList();
    }

    private static WishedTopic of(TopicsConfig config, String name, int partitions, Duration retention) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(config.minInsyncReplicas())));
        return new WishedTopic(name, partitions, config.replication(), settings);
    }

    NewTopic made() {
        return new NewTopic(name, partitions, replication).configs(settings);
    }
}
