package dev.reelay.simulator.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Reads settings from the command line ({@code --generation-time=2s}, {@code --fal.result-size=1MiB}) and from the
 * environment ({@code SIMULATOR_GENERATION_TIME=2s}, {@code SIMULATOR_FAL_RESULT_SIZE=1MiB}); arguments win.
 */
public final class SettingsArguments {
    private static final String PREFIX = "SIMULATOR_";

    private SettingsArguments() {}

    public static SimulatorSettings read(String[] arguments, Map<String, String> environment) {
        SimulatorSettings settings = SimulatorSettings.defaults();
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            if (entry.getKey().startsWith(PREFIX)) {
                settings = variable(settings, entry.getKey().substring(PREFIX.length()), entry.getValue());
            }
        }
        for (String argument : arguments) {
            settings = argument(settings, argument);
        }
        return settings;
    }

    private static SimulatorSettings argument(SimulatorSettings settings, String argument) {
        int equals = argument.indexOf('=');
        if (!argument.startsWith("--") || equals < 0) {
            throw new IllegalArgumentException("arguments look like --generation-time=2s, not " + argument);
        }
        String name = argument.substring(2, equals);
        // Model ids may hold dots, names of settings never do.
        int dot = name.lastIndexOf('.');
        return settings.with(
                name.substring(0, Math.max(dot, 0)),
                Setting.named(name.substring(dot + 1)),
                argument.substring(equals + 1));
    }

    private static SimulatorSettings variable(SimulatorSettings settings, String name, String value) {
        Setting setting = Arrays.stream(Setting.values())
                .filter(each -> name.equals(each.name()) || name.endsWith("_" + each.name()))
                .max((left, right) ->
                        Integer.compare(left.name().length(), right.name().length()))
                .orElseThrow(() -> new IllegalArgumentException("no setting is called " + PREFIX + name));
        int rest = name.length() - setting.name().length() - 1;
        return settings.with(name.substring(0, Math.max(rest, 0)).toLowerCase(Locale.ROOT), setting, value);
    }
}
