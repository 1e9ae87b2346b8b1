package dev.reelay.simulator.settings;

import dev.reelay.simulator.fault.FaultChance;
import java.util.List;
import java.util.function.Function;

/** The settings that hold for one model of one provider, resolved and typed. */
public record Behaviour(Timing timing, Output output, Limits limits, Access access, List<FaultChance> chances) {
    static Behaviour of(Function<Setting, String> value) {
        return new Behaviour(
                Timing.of(value),
                Output.of(value),
                Limits.of(value),
                Access.of(value),
                FaultChance.list(value.apply(Setting.FAULTS)));
    }
}
