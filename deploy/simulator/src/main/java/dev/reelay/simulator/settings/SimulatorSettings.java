package dev.reelay.simulator.settings;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All settings, unchangeable: each {@code with} makes a new set. A scope is {@code ""} for all, a provider
 * ({@code fal}), or a model of a provider ({@code fal:fal-ai/ltx-2/image-to-video/fast}); the narrowest wins.
 */
public final class SimulatorSettings {
    private final NavigableMap<String, Map<Setting, String>> scopes;
    private final Map<String, Behaviour> resolved = new ConcurrentHashMap<>();

    private SimulatorSettings(NavigableMap<String, Map<Setting, String>> scopes) {
        this.scopes = Collections.unmodifiableNavigableMap(scopes);
    }

    /** The settings of a start without arguments. */
    public static SimulatorSettings defaults() {
        return new SimulatorSettings(new TreeMap<>()).with("segmind", Setting.RECORD_LIFETIME, "1h");
    }

    /** Sets a value for all providers. */
    public SimulatorSettings with(Setting setting, String value) {
        return with("", setting, value);
    }

    /** Sets a value for a scope; refuses a value that the setting does not take. */
    public SimulatorSettings with(String scope, Setting setting, String value) {
        NavigableMap<String, Map<Setting, String>> changed = new TreeMap<>(scopes);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        values.putAll(scopes.getOrDefault(scope, Map.of()));
        values.put(setting, setting.checked(value));
        changed.put(scope, Collections.unmodifiableMap(values));
        return new SimulatorSettings(changed);
    }

    /** What holds for a model. */
    public Behaviour behaviour(String provider, String model) {
        return resolved.computeIfAbsent(
                provider + ":" + model, scope -> Behaviour.of(setting -> value(provider, scope, setting)));
    }

    /** A value that has no scope, such as the port. */
    public String general(Setting setting) {
        return scopes.getOrDefault("", Map.of()).getOrDefault(setting, setting.initial());
    }

    /** What was set, by scope. */
    public NavigableMap<String, Map<Setting, String>> scopes() {
        return scopes;
    }

    private String value(String provider, String scope, Setting setting) {
        String ofProvider = scopes.getOrDefault(provider, Map.of()).getOrDefault(setting, general(setting));
        return scopes.getOrDefault(scope, Map.of()).getOrDefault(setting, ofProvider);
    }
}
