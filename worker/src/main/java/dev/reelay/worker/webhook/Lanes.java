package dev.reelay.worker.webhook;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many tries of this worker are under way in each lane, and which lanes fail: those are tried one at a time, so that
 * dead receivers hold no more than a try each, however many wait for them.
 */
final class Lanes {
    private static final int MOST_FAILING = 10_000;

    private final int usual;
    private final Map<UUID, Integer> underWay = new HashMap<>();

    /** The one that failed longest ago is forgotten first, and is tried as if it were well. */
    private final LinkedHashMap<UUID, Boolean> failing = new LinkedHashMap<>();

    private int all;

    Lanes(int usual) {
        this.usual = usual;
    }

    synchronized void begun(UUID lane) {
        underWay.merge(lane, 1, Integer::sum);
        all++;
    }

    synchronized void ended(UUID lane, boolean well) {
        underWay.computeIfPresent(lane, (key, before) -> before == 1 ? null : before - 1);
        all--;
        failing.remove(lane);
        if (!well) {
            failing.put(lane, true);
            if (failing.size() > MOST_FAILING) {
                failing.pollFirstEntry();
            }
        }
    }

    /** All tries that are under way. */
    synchronized int underWay() {
        return all;
    }

    /** The room of every lane that has less than the usual one. */
    synchronized Map<UUID, Integer> rooms() {
        Map<UUID, Integer> rooms = new HashMap<>();
        failing.keySet().forEach(lane -> rooms.put(lane, Math.max(0, 1 - underWay.getOrDefault(lane, 0))));
        underWay.forEach((lane, count) -> rooms.putIfAbsent(lane, Math.max(0, usual - count)));
        return rooms;
    }
}
