package dev.reelay.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What a broker of a plan is told. */
final class BrokerSettings {
    private static final int REPLICAS_OF_A_CLUSTER = 3;

    private BrokerSettings() {}

    static Properties of(BrokerPlan plan, Path folder) {
        Map<String, Object> values = new HashMap<>(places(plan, folder));
        values.putAll(sizes());
        values.putAll(plan.controllers().size() == 1 ? alone() : ofACluster());
        plan.security().ifPresent(security -> values.putAll(security.broker()));
        Properties settings = new Properties();
        values.forEach((key, value) -> settings.setProperty(key, value.toString()));
        return settings;
    }

    private static Map<String, Object> places(BrokerPlan plan, Path folder) {
        String clients = "CLIENTS://127.0.0.1:" + plan.port();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                plan.node(),
                "controller.quorum.voters",
                plan.voters(),
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                clients + ",CONTROLLER://127.0.0.1:" + plan.controllerPort(),
                "advertised.listeners",
                clients,
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,CLIENTS:" + (plan.security().isPresent() ? "SASL_SSL" : "PLAINTEXT"),
                "inter.broker.listener.name",
                "CLIENTS",
                "log.dirs",
                folder.toString());
    }

    private static Map<String, Object> sizes() {
        return Map.of(
                "offsets.topic.num.partitions", 4,
                "transaction.state.log.num.partitions", 4,
                "group.initial.rebalance.delay.ms", 0,
                "auto.create.topics.enable", false,
                "log.cleaner.dedupe.buffer.size", 4 * 1024 * 1024,
                "num.network.threads", 2,
                "num.io.threads", 4);
    }

    private static Map<String, Object> alone() {
        return Map.of(
                "offsets.topic.replication.factor", 1,
                "transaction.state.log.replication.factor", 1,
                "transaction.state.log.min.isr", 1,
                "share.coordinator.state.topic.replication.factor", 1,
                "share.coordinator.state.topic.min.isr", 1,
                // After a kill the broker waits for its own old session: 1.5 s instead of 9 s.
                "broker.session.timeout.ms", 1500,
                "broker.heartbeat.interval.ms", 300);
    }

    /** The times are Kafka's own, so that what is seen here is what is seen elsewhere. */
    private static Map<String, Object> ofACluster() {
        return Map.of(
                "offsets.topic.replication.factor", REPLICAS_OF_A_CLUSTER,
                "transaction.state.log.replication.factor", REPLICAS_OF_A_CLUSTER,
                "transaction.state.log.min.isr", 2,
                "share.coordinator.state.topic.replication.factor", REPLICAS_OF_A_CLUSTER,
                "share.coordinator.state.topic.min.isr", 2);
    }
}
