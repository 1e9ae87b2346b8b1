package dev.reelay.api.facade;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A provider whose clients may be pointed here. Its addresses lie below a path, and at the root of every host that begins with
 * its name.
 */
public enum Front {
    FAL,
    WAVESPEED,
    RUNCOMFY,
    SEGMIND;

    /** The first word of its addresses, and what is kept of how a request came. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Under which names the catalog has the provider. */
    public List<String> providers() {
        return this == SEGMIND ? List.of("segmind-v1", "segmind") : List.of(word());
    }

    /** Whether an address is one of its own. */
    public boolean covers(String path) {
        return path.startsWith("/" + word() + "/");
    }

    static Optional<Front> at(String path) {
        return Arrays.stream(values()).filter(front -> front.covers(path)).findFirst();
    }
}
