package dev.reelay.worker.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Partitions that the group says are ours, while another has raised their epoch. Either we are out of the group and hear
 * of it within a session, or the other one was: a process that woke up late and raised what it no longer had. What is
 * still ours after a session is taken back, as nobody else would.
 */
final class Overtaken {
    private final Duration session;
    private final Map<Integer, Instant> since = new HashMap<>();

    Overtaken(Duration session) {
        this.session = session;
    }

    /**
     * Which partitions are to be raised again now.
     *
     * @param without assigned to us, and neither held nor about to be
     */
    List<Integer> due(Collection<Integer> without, Instant now) {
        since.keySet().retainAll(without);
        without.forEach(partition -> since.putIfAbsent(partition, now));
        return without.stream()
                .filter(partition ->
                        !now.isBefore(since.getOrDefault(partition, now).plus(session)))
                .toList();
    }
}
