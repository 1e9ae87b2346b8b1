package dev.reelay.simulator.settings;

import java.util.function.UnaryOperator;

/** The settings in force now; a change is seen by the next call, jobs keep what they were accepted with. */
public final class LiveSettings {
    private volatile SimulatorSettings current;

    public LiveSettings(SimulatorSettings initial) {
        this.current = initial;
    }

    public SimulatorSettings current() {
        return current;
    }

    /** What holds for a model now. */
    public Behaviour behaviour(String provider, String model) {
        return current.behaviour(provider, model);
    }

    /** Replaces the settings by what {@code change} makes of them. */
    public synchronized SimulatorSettings change(UnaryOperator<SimulatorSettings> change) {
        current = change.apply(current);
        return current;
    }
}
