package dev.reelay.simulator.fault;

import dev.reelay.simulator.fault.FaultRule.Target;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides which fault strikes: first what a prompt or a rule asks for, then chance. At most one fault strikes a call.
 * Not thread-safe: it lives on the event loop.
 */
public final class FaultPlan {
    private final RandomGenerator random;
    private final FaultMarkers markers = new FaultMarkers();
    private final List<Pending> pending = new ArrayList<>();

    public FaultPlan(RandomGenerator random) {
        this.random = random;
    }

    public void add(FaultRule rule) {
        pending.add(new Pending(rule, rule.calls() > 0 ? rule.calls() : rule.next()));
    }

    public void clear() {
        pending.clear();
        markers.clear();
    }

    /** The rules that still wait for their calls, with what is left of them. */
    public List<FaultRule> waiting() {
        return pending.stream().map(Pending::rest).toList();
    }

    /** Whether the next submit is to be reset before its body is read; markers cannot ask for that in time. */
    public boolean resetsUnread(Target target) {
        return take(target, rule -> rule.order().fault().effect() == Effect.RESET_UNREAD) != null;
    }

    /** The fault of the submit itself, once its prompt is known. */
    public @Nullable FaultOrder atSubmit(Target target, List<FaultChance> chances) {
        FaultOrder marked = markers.forSubmit(target.prompt());
        if (marked != null) {
            return marked;
        }
        FaultOrder ruled = take(target, rule -> rule.order().fault().moment() == Moment.SUBMIT);
        return ruled != null
                ? ruled
                : drawn(chances, chance -> chance.order().fault().moment() == Moment.SUBMIT);
    }

    /** All later faults of a job that was just accepted. */
    public JobFaults forJob(Target target, List<FaultChance> chances) {
        List<FaultOrder> orders = new ArrayList<>(FaultMarkers.in(target.prompt()));
        orders.removeIf(order -> order.fault().moment() == Moment.SUBMIT);
        FaultOrder ruled =
                take(target, rule -> rule.next() > 0 && rule.order().fault().moment() != Moment.SUBMIT);
        if (ruled != null) {
            orders.add(ruled);
        }
        for (FaultChance chance : chances) {
            if (!chance.perCall() && chance.order().fault().moment() != Moment.SUBMIT && strikes(chance)) {
                orders.add(chance.order());
            }
        }
        return new JobFaults(orders);
    }

    /** The fault of one later call: the job's own, or one that waits for any such call, or chance. */
    public @Nullable FaultOrder atCall(
            Moment moment, Target target, @Nullable JobFaults own, List<FaultChance> chances) {
        FaultOrder ofJob = own == null ? null : own.take(moment);
        if (ofJob != null) {
            return ofJob;
        }
        FaultOrder ruled =
                take(target, rule -> rule.calls() > 0 && rule.order().fault().moment() == moment);
        return ruled != null
                ? ruled
                : drawn(
                        chances,
                        chance -> chance.perCall() && chance.order().fault().moment() == moment);
    }

    private @Nullable FaultOrder take(Target target, Predicate<FaultRule> wanted) {
        for (Iterator<Pending> rules = pending.iterator(); rules.hasNext(); ) {
            Pending each = rules.next();
            if (wanted.test(each.rule) && each.rule.target().matches(target)) {
                if (--each.left <= 0) {
                    rules.remove();
                }
                return each.rule.order();
            }
        }
        return null;
    }

    private @Nullable FaultOrder drawn(List<FaultChance> chances, Predicate<FaultChance> wanted) {
        for (FaultChance chance : chances) {
            if (wanted.test(chance) && strikes(chance)) {
                return chance.order();
            }
        }
        return null;
    }

    private boolean strikes(FaultChance chance) {
        return random.nextDouble() < chance.probability();
    }

    private static final class Pending {
        private final FaultRule rule;
        private int left;

        private Pending(FaultRule rule, int left) {
            this.rule = rule;
            this.left = left;
        }

        private FaultRule rest() {
            return rule.calls() > 0
                    ? new FaultRule(rule.order(), rule.target(), 0, left)
                    : new FaultRule(rule.order(), rule.target(), left, 0);
        }
    }
}
