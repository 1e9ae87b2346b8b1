package dev.reelay.api.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the command {@code topics} makes the topics, and what it brings those to that there are. */
@ConfigMapping(prefix = "reelay.topics")
public interface TopicsConfig {
    /** On how many brokers each record lies. */
    @WithDefault("3")
    short replication();

    /** How many of them must have a record before it counts as written; one less than there are outlives the loss of one. */
    @WithDefault("2")
    @Positive
    int minInsyncReplicas();

    /** Partitions of {@code reelay.work}: as many as there will ever be workers. */
    @WithDefault("16")
    @Positive
    int workPartitions();

    /** How long ids of requests are kept; what no worker has read by then is sent again. */
    @WithDefault("7d")
    @DurationMin(nanos = 1)
    Duration workRetention();

    /** Partitions of {@code reelay.events}. */
    @WithDefault("16")
    @Positive
    int eventsPartitions();

    /** How long events are kept for those who read them by Kafka. */
    @WithDefault("7d")
    @DurationMin(nanos = 1)
    Duration eventsRetention();

    /** Partitions of {@code reelay.requests}, and of each tenant's own topic. */
    @WithDefault("16")
    @Positive
    int requestsPartitions();

    /** How long requests are kept that nobody has read; no longer than {@code reelay.topic.oldest}. */
    @WithDefault("7d")
    @DurationMin(nanos = 1)
    Duration requestsRetention();

    /** Partitions of {@code reelay.dead-letters}. */
    @WithDefault("4")
    @Positive
    int deadLettersPartitions();

    /** How long rejected records are kept. */
    @WithDefault("30d")
    @DurationMin(nanos = 1)
    Duration deadLettersRetention();
}
