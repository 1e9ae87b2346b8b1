package dev.reelay.worker.webhook;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;

/**
 * What tries of this worker are under way in each lane and for each tenant, and which lanes fail. Those are tried one at a
 * time each, a quarter of all tries together, in turn; and no tenant has more than half of all. So dead receivers, however
 * many they are and whosesoever, leave room for those that are well.
 */
final class Lanes {
    private static final int MOST_FAILING = 10_000;

    private final int usual;
    private final int ofTenant;
    private final int ofFailing;
    private final Map<UUID, Integer> underWay = new HashMap<>();
    private final Map<Integer, Integer> tenants = new HashMap<>();

    /** The one that was tried longest ago comes first. */
    private final LinkedHashSet<UUID> failing = new LinkedHashSet<>();

    private int all;

    /**
     * @param usual the room of a lane
     * @param most of all tries at once
     */
    Lanes(int usual, int most) {
        this.usual = usual;
        this.ofTenant = Math.max(1, most / 2);
        this.ofFailing = Math.max(1, most / 4);
    }

    /** The room that is left, where it is less than the usual one. */
    record Rooms(Map<UUID, Integer> lanes, Map<Integer, Integer> tenants, int usualOfTenant) {}

    synchronized void begun(Due due) {
        underWay.merge(due.lane(), 1, Integer::sum);
        tenants.merge(due.event().tenantId(), 1, Integer::sum);
        all++;
    }

    synchronized void ended(Due due, boolean well) {
        underWay.computeIfPresent(due.lane(), (lane, before) -> before == 1 ? null : before - 1);
        tenants.computeIfPresent(due.event().tenantId(), (tenant, before) -> before == 1 ? null : before - 1);
        all--;
        failing.remove(due.lane());
        if (!well) {
            failing.addLast(due.lane());
            if (failing.size() > MOST_FAILING) {
                failing.removeFirst();
            }
        }
    }

    /** All tries that are under way. */
    synchronized int underWay() {
        return all;
    }

    synchronized Rooms rooms() {
        Map<UUID, Integer> lanes = new HashMap<>();
        int left = ofFailing;
        for (UUID lane : failing) {
            left -= underWay.getOrDefault(lane, 0);
        }
        for (UUID lane : failing) {
            boolean mayTry = left > 0 && !underWay.containsKey(lane);
            lanes.put(lane, mayTry ? 1 : 0);
            left -= mayTry ? 1 : 0;
        }
        underWay.forEach((lane, count) -> lanes.putIfAbsent(lane, Math.max(0, usual - count)));
        Map<Integer, Integer> rooms = new HashMap<>();
        tenants.forEach((tenant, count) -> rooms.put(tenant, Math.max(0, ofTenant - count)));
        return new Rooms(lanes, rooms, ofTenant);
    }
}
