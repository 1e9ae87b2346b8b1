package dev.reelay.api.broker;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The command {@code topics}: a step before a roll-out that makes the topics which are missing and brings those that there are
 * to what the configuration wants. It needs the broker and nothing else, and may be repeated; nothing is ever taken away.
 */
public final class MakeTopics {
    /** Above system properties, which are above the environment. */
    private static final int GIVEN = 500;

    private MakeTopics() {}

    /**
     * Makes the topics at the broker of {@code kafka.*}; answers what was done and what is otherwise, a line each.
     *
     * @throws TopicsRefused when the broker refuses, or what is wanted would lose records; told in its message
     */
    public static List<String> run() throws InterruptedException {
        return run(Map.of());
    }

    /** The same, with keys that are said here. */
    public static List<String> run(Map<String, String> given) throws InterruptedException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(given, "given", GIVEN))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(TopicsConfig.class)
                .withMapping(dev.reelay.api.topic.TopicConfig.class)
                .build();
        TopicsConfig topics = config.getConfigMapping(TopicsConfig.class);
        var requests = config.getConfigMapping(dev.reelay.api.topic.TopicConfig.class);
        refuseContradictions(topics, requests.oldest());
        List<WishedTopic> wished = WishedTopic.all(topics, requests.tenants().orElse(Set.of()));
        try (Admin admin = Admin.create(connection(config))) {
            return new AlignTopics(admin).align(wished);
        }
    }

    private static void refuseContradictions(TopicsConfig topics, Duration oldest) {
        List<String> wrong = new ArrayList<>();
        if (topics.minInsyncReplicas() > topics.replication()) {
            wrong.add("reelay.topics.min-insync-replicas is " + topics.minInsyncReplicas()
                    + ", more than reelay.topics.replication, which is " + topics.replication());
        }
        if (topics.requestsRetention().compareTo(oldest) > 0) {
            wrong.add("reelay.topics.requests-retention is longer than reelay.topic.oldest: what is older is rejected");
        }
        if (!wrong.isEmpty()) {
            throw new TopicsRefused(wrong);
        }
    }

    /** Each key is asked for by its name, so that a variable of the environment is found as well as a property. */
    private static Map<String, Object> connection(SmallRyeConfig config) {
        Map<String, Object> settings = new HashMap<>();
        for (String name : AdminClientConfig.configNames()) {
            config.getOptionalValue("kafka." + name, String.class).ifPresent(value -> settings.put(name, value));
        }
        settings.putIfAbsent(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092");
        return settings;
    }
}
