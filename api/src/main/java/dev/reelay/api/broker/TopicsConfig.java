package dev.reelay.api.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the command {@code topics} makes the topics, and what it brings those to that there are. */
@ConfigMapping(prefix = "reelay.topics")
public interface TopicsConfig {
    /** On how many brokers each record lies. */
    @WithDefault("3")
    short replication();

    /** How many of them must have a record before it counts as written; one less than there are outlives the loss of one. */
    @WithDefault("2")
    int minInsyncReplicas();

    /** Partitions of {@code reelay.work}: as many as there will ever be workers. */
    @WithDefault("16")
    int workPartitions();

    /** How long ids of requests are kept; what no worker has read by then is sent again. */
    @WithDefault("7d")
    Duration workRetention();

    /** Partitions of {@code reelay.events}. */
    @WithDefault("16")
    int eventsPartitions();

    /** How long events are kept for those who read them by Kafka. */
    @WithDefault("7d")
    Duration eventsRetention();

    /** Partitions of {@code reelay.requests}, and of each tenant's own topic. */
    @WithDefault("16")
    int requestsPartitions();

    /** How long requests are kept that nobody has read; no longer than {@code reelay.topic.oldest}. */
    @WithDefault("7d")
    Duration requestsRetention();

    /** Partitions of {@code reelay.dead-letters}. */
    @WithDefault("4")
    int deadLettersPartitions();

    /** How long rejected records are kept. */
    @WithDefault("30d")
    Duration deadLettersRetention();
}
