package dev.reelay.worker.membership;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Partitions that the group says are ours, while another has raised their epoch. Either we are out of the group and hear
 * of it within a session, or the other one was: a process that woke up late and raised what it no longer had. What is
 * still ours after a session is taken back, as nobody else would.
 */
final class Overtaken {
    private static final Logger LOG = Logger.getLogger(Overtaken.class);

    private final Duration session;
    private final InstantSource clock;
    private final Map<Integer, Instant> since = new HashMap<>();

    Overtaken(Duration session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Which of the partitions that are assigned to us are to be raised again now. */
    List<Integer> due(Collection<TopicPartition> assigned, IntPredicate owedOrHeld) {
        List<Integer> without = assigned.stream()
                .map(TopicPartition::partition)
                .filter(partition -> !owedOrHeld.test(partition))
                .toList();
        Instant now = clock.instant();
        since.keySet().retainAll(without);
        without.forEach(partition -> since.putIfAbsent(partition, now));
        List<Integer> due = without.stream()
                .filter(partition ->
                        !now.isBefore(since.getOrDefault(partition, now).plus(session)))
                .toList();
        if (!due.isEmpty()) {
            LOG.warnf("another raised the epochs of partitions that are still ours, takes them back: %s", due);
        }
        return due;
    }
}
