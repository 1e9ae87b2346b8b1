package dev.reelay.api.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Brings topics to what is wished. What would lose records or move them is not done: fewer partitions are refused before
 * anything is changed, and another number of replicas is told.
 */
final class AlignTopics {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final List<String> told = new ArrayList<>();

    AlignTopics(Admin admin) {
        this.admin = admin;
    }

    List<String> align(List<WishedTopic> wished) throws InterruptedException {
        Map<String, TopicDescription> found = describe(wished);
        refuseToShrink(wished, found);
        for (WishedTopic topic : wished) {
            TopicDescription is = found.get(topic.name());
            if (is == null) {
                make(topic);
            } else {
                int before = told.size();
                widen(topic, is.partitions().size());
                tellReplicas(topic, is);
                set(topic);
                if (told.size() == before) {
                    told.add(topic.name() + " is as it should be");
                }
            }
        }
        if (found.size() < wished.size()) {
            awaitKnown(wished);
        }
        return told;
    }

    /** A broker hears from the controller of what was made, a moment later; whoever starts next must find it. */
    private void awaitKnown(List<WishedTopic> wished) throws InterruptedException {
        long begin = System.nanoTime();
        while (describe(wished).size() < wished.size()) {
            if (System.nanoTime() - begin > KNOWN_WITHIN.toNanos()) {
                throw new TopicsRefused(List.of("the broker does not know all topics yet that were made"));
            }
            Thread.sleep(PAUSE);
        }
    }

    private Map<String, TopicDescription> describe(List<WishedTopic> wished) throws InterruptedException {
        Map<String, TopicDescription> found = new HashMap<>();
        var answers = admin.describeTopics(
                        wished.stream().map(WishedTopic::name).toList())
                .topicNameValues();
        for (var answer : answers.entrySet()) {
            try {
                found.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused(answer.getKey() + " could not be looked at", e);
                }
            }
        }
        return found;
    }

    private static void refuseToShrink(List<WishedTopic> wished, Map<String, TopicDescription> found) {
        List<String> shrunk = new ArrayList<>();
        for (WishedTopic topic : wished) {
            TopicDescription is = found.get(topic.name());
            if (is != null && is.partitions().size() > topic.partitions()) {
                shrunk.add(topic.name() + " has " + is.partitions().size() + " partitions and cannot have fewer: "
                        + topic.partitions() + " are wanted");
            }
        }
        if (!shrunk.isEmpty()) {
            throw new TopicsRefused(shrunk);
        }
    }

    private void make(WishedTopic topic) throws InterruptedException {
        try {
            admin.createTopics(List.of(topic.made())).all().get();
            told.add(topic.name() + " is made, with " + topic.partitions() + " partitions on " + topic.replication()
                    + " brokers each");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw refused(topic.name() + " could not be made", e);
            }
            told.add(topic.name() + " was made by another meanwhile");
        }
    }

    private void widen(WishedTopic topic, int partitions) throws InterruptedException {
        if (partitions < topic.partitions()) {
            await(
                    topic.name() + " could not get more partitions",
                    admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(topic.partitions())))
                            .all());
            told.add(topic.name() + " has " + topic.partitions() + " partitions now, and had " + partitions);
        }
    }

    private void tellReplicas(WishedTopic topic, TopicDescription is) {
        is.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .filter(replicas -> replicas != topic.replication())
                .findFirst()
                .ifPresent(replicas -> told.add(topic.name() + " lies on " + replicas + " brokers and not on "
                        + topic.replication() + "; kafka-reassign-partitions moves it"));
    }

    private void set(WishedTopic topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config is = await(
                        topic.name() + " does not tell its settings",
                        admin.describeConfigs(List.of(resource)).all())
                .getOrDefault(resource, new Config(List.of()));
        List<AlterConfigOp> changes = new ArrayList<>();
        topic.settings().forEach((name, value) -> {
            ConfigEntry entry = is.get(name);
            if (entry == null || !value.equals(entry.value())) {
                changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
                told.add(topic.name() + " has " + name + "=" + value + " now, and had "
                        + (entry == null ? "none" : entry.value()));
            }
        });
        if (!changes.isEmpty()) {
            await(
                    topic.name() + " could not be set",
                    admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
        }
    }

    private static <T> T await(String fault, KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw refused(fault, e);
        }
    }

    private static TopicsRefused refused(String what, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new TopicsRefused(List.of(what + ": " + cause.getMessage()));
    }
}
