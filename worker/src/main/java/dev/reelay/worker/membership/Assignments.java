package dev.reelay.worker.membership;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Hears what the group gives and takes. Blocks the poll it is called in, so it only takes notes; what is new is not read yet. */
final class Assignments implements ConsumerRebalanceListener {
    private final org.apache.kafka.clients.consumer.Consumer<String, String> consumer;
    private final Consumer<Collection<Integer>> assigned;
    private final Consumer<Collection<Integer>> lost;

    Assignments(
            org.apache.kafka.clients.consumer.Consumer<String, String> consumer,
            Consumer<Collection<Integer>> assigned,
            Consumer<Collection<Integer>> lost) {
        this.consumer = consumer;
        this.assigned = assigned;
        this.lost = lost;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        assigned.accept(numbers(partitions));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        lost.accept(numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        onPartitionsRevoked(partitions);
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
