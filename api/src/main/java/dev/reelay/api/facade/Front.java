package dev.reelay.api.facade;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A service whose clients may be pointed here. Its addresses lie below a path, and at the root of every host that begins with
 * its name. The first are providers of ours, whose own models and inputs are meant; what has the form of the others asks for
 * models of ours.
 */
public enum Front {
    FAL,
    WAVESPEED,
    RUNCOMFY,
    SEGMIND,
    REPLICATE,
    OPENAI;

    /** The first word of its addresses, and what is kept of how a request came. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Under which names the catalog has the provider; empty where models of ours are asked for. */
    public List<String> providers() {
        return switch (this) {
            case FAL, WAVESPEED, RUNCOMFY -> List.of(word());
            case SEGMIND -> List.of("segmind-v1", "segmind");
            case REPLICATE, OPENAI -> List.of();
        };
    }

    /** Whether models of ours are asked for, by our inputs. */
    boolean asksForOurs() {
        return providers().isEmpty();
    }

    /** Whether its client repeats a submit without a pause, so that the repeat may be here before the end of the first. */
    boolean repeatsAtOnce() {
        return this == REPLICATE;
    }

    /** Whether an address is one of its own. */
    public boolean covers(String path) {
        return path.equals("/" + word()) || path.startsWith("/" + word() + "/");
    }

    static Optional<Front> at(String path) {
        return Arrays.stream(values()).filter(front -> front.covers(path)).findFirst();
    }
}
