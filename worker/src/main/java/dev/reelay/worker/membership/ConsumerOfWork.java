package dev.reelay.worker.membership;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;

/**
 * Opens the workers' consumer: cooperative, so that a rebalance moves only what must move; static where the worker has a
 * name, so that a restart moves nothing. Connection settings are the {@code kafka.*} keys that the channels use too.
 */
@ApplicationScoped
class ConsumerOfWork {
    private final MembershipConfig membership;
    private final Config config;

    ConsumerOfWork(MembershipConfig membership, Config config) {
        this.membership = membership;
        this.config = config;
    }

    Consumer<String, String> open() {
        Map<String, Object> settings = new HashMap<>(connection());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, membership.group());
        membership.instanceId().ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int)
                membership.session().toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int)
                membership.session().dividedBy(3).toMillis());
        settings.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Tells how many seconds ago the last heartbeat was sent; negative before the first. None is sent to nobody. */
    static Metric heartbeat(Consumer<String, String> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("last-heartbeat-seconds-ago"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** How the broker is reached. */
    Map<String, Object> connection() {
        Map<String, Object> settings = new HashMap<>();
        // Asked for one by one: a variable of the environment is found so, and has another name in the list of all.
        for (String name : ConsumerConfig.configNames()) {
            config.getOptionalValue("kafka." + name, String.class).ifPresent(value -> settings.put(name, value));
        }
        settings.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092");
        return settings;
    }
}
