package dev.reelay.simulator.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults that one job carries, each with the calls it has left. Not thread-safe: it lives on the event loop. */
public final class JobFaults {
    private List<FaultOrder> orders;

    public JobFaults(List<FaultOrder> orders) {
        this.orders = passingFirst(orders);
    }

    /** What is left of them. */
    public List<FaultOrder> orders() {
        return List.copyOf(orders);
    }

    /** Attaches one more. */
    public void add(FaultOrder order) {
        List<FaultOrder> more = new ArrayList<>(orders);
        more.add(order);
        orders = passingFirst(more);
    }

    /** The first order for this moment, which is used up by one call. */
    public @Nullable FaultOrder take(Moment moment) {
        for (int i = 0; i < orders.size(); i++) {
            FaultOrder order = orders.get(i);
            if (order.fault().moment() == moment && order.times() > 0) {
                used(i, order);
                return order;
            }
        }
        return null;
    }

    /** Whether the job carries this trait; asking does not use it up. */
    public boolean has(Fault fault) {
        return orders.stream().anyMatch(order -> order.fault() == fault && order.times() > 0);
    }

    /** The first trait of this moment that never ends. */
    public @Nullable FaultOrder lasting(Moment moment) {
        return orders.stream()
                .filter(order -> order.fault().moment() == moment && order.times() == Integer.MAX_VALUE)
                .findFirst()
                .orElse(null);
    }

    /** The first fault of this moment, used up or not. */
    public @Nullable FaultOrder first(Moment moment) {
        return orders.stream()
                .filter(order -> order.fault().moment() == moment)
                .findFirst()
                .orElse(null);
    }

    private void used(int index, FaultOrder order) {
        if (order.times() != Integer.MAX_VALUE) {
            List<FaultOrder> less = new ArrayList<>(orders);
            less.set(index, order.withTimes(order.times() - 1));
            orders = List.copyOf(less);
        }
    }

    // A trait that shows in every call must not hide a fault that is meant for one of them.
    private static List<FaultOrder> passingFirst(List<FaultOrder> orders) {
        return orders.stream()
                .sorted(Comparator.comparingInt(FaultOrder::times))
                .toList();
    }

    @Override
    public String toString() {
        return orders.toString();
    }
}
