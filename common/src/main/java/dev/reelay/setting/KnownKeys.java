package dev.reelay.setting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys of api and workers together, by the file {@code settings.txt}: one a line, with a star for any name. */
public final class KnownKeys {
    private static final String FILE = "/settings.txt";
    private static final String PREFIX = "REELAY_";

    /** What the command line and the clients read. */
    private static final Set<String> OF_OTHERS = Set.of("REELAY_API_KEY", "REELAY_API_KEY_FILE", "REELAY_URL");

    /** What Kubernetes tells every container of a service whose name begins with ours. */
    private static final Pattern OF_A_SERVICE = Pattern.compile("REELAY_.*_(SERVICE_(HOST|PORT.*)|PORT(_\\d+_.*)?)");

    private final List<Pattern> known;

    private KnownKeys(List<Pattern> known) {
        this.known = known;
    }

    static KnownKeys read() {
        return new KnownKeys(keys().stream()
                .map(key -> Pattern.compile(key.toUpperCase(Locale.ROOT)
                                .replaceAll("[^A-Z0-9*]", "_")
                                .replace("*", "\\w+")
                        // An element of a list.
                        + "(_\\d+_?)?"))
                .toList());
    }

    /** As the file has them. */
    public static List<String> keys() {
        try (InputStream file = KnownKeys.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the keys are not in this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the keys of this build cannot be read", e);
        }
    }

    /** Those of some environment variables that look like ours and are none. */
    List<String> unknown(Collection<String> variables) {
        return variables.stream()
                .filter(name -> name.startsWith(PREFIX) && !OF_OTHERS.contains(name))
                .filter(name -> !OF_A_SERVICE.matcher(name).matches())
                .filter(name ->
                        known.stream().noneMatch(key -> key.matcher(name).matches()))
                .sorted()
                .toList();
    }
}
