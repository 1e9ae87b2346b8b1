package dev.reelay.simulator.settings;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may use which models, for which money; the keys never leave this record. */
public record Access(
        Set<String> keys,
        Set<String> models,
        @Nullable BigDecimal credit,
        @Nullable BigDecimal price,
        boolean cancelStops) {
    static Access of(Function<Setting, String> value) {
        return new Access(
                words(value.apply(Setting.KEYS)),
                words(value.apply(Setting.MODELS)),
                money(value.apply(Setting.CREDIT)),
                money(value.apply(Setting.PRICE)),
                stops(value.apply(Setting.CANCEL_RUNNING)));
    }

    /** Tells whether the provider knows this key. */
    public boolean accepts(String key) {
        return !key.isEmpty() && (keys.contains("any") || keys.contains(key));
    }

    static Set<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    static @Nullable BigDecimal money(String text) {
        return text.equals("unlimited") || text.equals("list") ? null : new BigDecimal(text);
    }

    static boolean stops(String text) {
        return switch (text) {
            case "stop" -> true;
            case "ignore" -> false;
            default -> throw new IllegalArgumentException("must be stop or ignore, not " + text);
        };
    }

    @Override
    public String toString() {
        return "Access[" + keys.size() + " keys, models=" + models + "]";
    }
}
