package dev.reelay.simulator.fault;

import org.jspecify.annotations.Nullable;

/**
 * A fault with its amount (bytes, milliseconds or seconds, as the fault says) and the number of calls of one job that
 * it hits. Written {@code name@amount*times}, for example {@code download-cut@1000*2}; {@code *always} never ends.
 */
public record FaultOrder(Fault fault, @Nullable Long amount, int times) {
    /** The fault with its usual amount and times. */
    public static FaultOrder of(Fault fault) {
        return new FaultOrder(fault, null, fault.usualTimes());
    }

    /** Reads {@code name}, {@code name@amount}, {@code name*times} or {@code name@amount*times}. */
    public static FaultOrder parse(String text) {
        int star = text.indexOf('*');
        String head = star < 0 ? text : text.substring(0, star);
        int at = head.indexOf('@');
        Fault fault = Fault.named(at < 0 ? head : head.substring(0, at));
        Long amount = at < 0 ? null : Long.valueOf(head.substring(at + 1).strip());
        return new FaultOrder(fault, amount, star < 0 ? fault.usualTimes() : times(text.substring(star + 1)));
    }

    /** Reads a number of times, or {@code always}. */
    public static int times(String text) {
        return text.strip().equals("always") ? Integer.MAX_VALUE : Integer.parseInt(text.strip());
    }

    public FaultOrder withAmount(long value) {
        return new FaultOrder(fault, value, times);
    }

    public FaultOrder withTimes(int value) {
        return new FaultOrder(fault, amount, value);
    }

    /** The amount, or what the fault does without one. */
    public long amountOr(long usual) {
        return amount == null ? usual : amount;
    }

    /** Whether this is the given effect; reads well in conditions on an order that may be absent. */
    public static boolean has(@Nullable FaultOrder order, Effect effect) {
        return order != null && order.fault().effect() == effect;
    }

    @Override
    public String toString() {
        String counted = times == Integer.MAX_VALUE ? "always" : Integer.toString(times);
        return fault.word() + (amount == null ? "" : "@" + amount) + "*" + counted;
    }
}
