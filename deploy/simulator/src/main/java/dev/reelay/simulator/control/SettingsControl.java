package dev.reelay.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.settings.LiveSettings;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.util.Arrays;
import java.util.Map;

/**
 * Settings as JSON: an object whose values are texts, or, under the name of a scope ({@code fal} or
 * {@code fal:model id}), objects of the same kind. Keys are shown by their number only.
 */
final class SettingsControl {
    private final LiveSettings settings;

    SettingsControl(LiveSettings settings) {
        this.settings = settings;
    }

    ObjectNode show() {
        ObjectNode shown = Json.object();
        for (Map.Entry<String, Map<Setting, String>> scope :
                settings.current().scopes().entrySet()) {
            ObjectNode values = scope.getKey().isEmpty() ? shown : shown.putObject(scope.getKey());
            scope.getValue().forEach((setting, value) -> values.put(setting.key(), visible(setting, value)));
        }
        return shown;
    }

    /** Every setting with its value for all and what it means. */
    ObjectNode describe() {
        ObjectNode all = Json.object();
        Arrays.stream(Setting.values())
                .forEach(setting -> all.putObject(setting.key())
                        .put("value", visible(setting, settings.current().general(setting)))
                        .put("description", setting.description()));
        return all;
    }

    /** Changes what the JSON names and keeps the rest. */
    void patch(JsonNode changes) {
        settings.change(before -> merged(before, "", changes));
    }

    /** Goes back to a start without arguments, and then changes what the JSON names. */
    void put(JsonNode changes) {
        settings.change(before -> merged(SimulatorSettings.defaults(), "", changes));
    }

    private static SimulatorSettings merged(SimulatorSettings before, String scope, JsonNode changes) {
        SimulatorSettings after = before;
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            JsonNode value = change.getValue();
            after = value.isObject()
                    ? merged(after, change.getKey(), value)
                    : after.with(scope, Setting.named(change.getKey()), value.asText());
        }
        return after;
    }

    private static String visible(Setting setting, String value) {
        return setting == Setting.KEYS && !value.equals("any") ? value.split(",", -1).length + " keys" : value;
    }
}
