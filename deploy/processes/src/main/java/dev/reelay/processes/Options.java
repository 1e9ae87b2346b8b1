package dev.reelay.processes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line: {@code --key value} or {@code --key=value}; an unknown key is refused. */
public final class Options {
    private final Set<String> known;
    private final Map<String, List<String>> values = new HashMap<>();

    private Options(Set<String> known) {
        this.known = known;
    }

    /** Reads a command line that may name these keys. */
    public static Options of(Set<String> known, String... arguments) {
        Options options = new Options(known);
        for (int at = 0; at < arguments.length; at++) {
            String argument = arguments[at];
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException("not an option: " + argument);
            }
            boolean inline = equals > 0;
            if (!inline && at + 1 == arguments.length) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            options.add(
                    argument.substring(2, inline ? equals : argument.length()),
                    inline ? argument.substring(equals + 1) : arguments[++at]);
        }
        return options;
    }

    /** Every value of a key that may come more than once. */
    public List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    public Optional<String> one(String key) {
        return all(key).stream().reduce((first, last) -> last);
    }

    public String one(String key, String otherwise) {
        return one(key).orElse(otherwise);
    }

    public int number(String key, int otherwise) {
        return one(key).map(Integer::valueOf).orElse(otherwise);
    }

    /** The values of a key as {@code name=value}. */
    public Map<String, String> pairs(String key) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : all(key)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--" + key + " wants name=value, not " + pair);
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    private void add(String key, String value) {
        if (!known.contains(key)) {
            throw new IllegalArgumentException("no option is called --" + key);
        }
        values.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
    }
}
