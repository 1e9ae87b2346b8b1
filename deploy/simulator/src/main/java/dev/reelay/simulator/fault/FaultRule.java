package dev.reelay.simulator.fault;

import org.jspecify.annotations.Nullable;

/**
 * Who gets a fault: the jobs of the next {@code next} submits within the target, or, when {@code calls} is above zero,
 * the next calls of the fault's moment whatever their job.
 */
public record FaultRule(FaultOrder order, Target target, int next, int calls) {
    /** The next submits anywhere. */
    public static FaultRule next(int submits, FaultOrder order) {
        return new FaultRule(order, Target.ANY, submits, 0);
    }

    /** The next calls of the fault's moment anywhere. */
    public static FaultRule calls(int calls, FaultOrder order) {
        return new FaultRule(order, Target.ANY, 0, calls);
    }

    public FaultRule within(Target other) {
        return new FaultRule(order, other, next, calls);
    }

    /** What a submit or call must be about; null parts match everything, the prompt matches when it contains the text. */
    public record Target(
            @Nullable String provider,
            @Nullable String model,
            @Nullable String prompt) {
        public static final Target ANY = new Target(null, null, null);

        boolean matches(Target actual) {
            return (provider == null || provider.equals(actual.provider))
                    && (model == null || model.equals(actual.model))
                    && (prompt == null || (actual.prompt != null && actual.prompt.contains(prompt)));
        }
    }
}
