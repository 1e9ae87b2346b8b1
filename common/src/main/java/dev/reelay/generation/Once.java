package dev.reelay.generation;

import dev.reelay.request.Draft;
import dev.reelay.request.Fingerprint;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What makes a submit one request however often it comes.
 *
 * @param key what the caller knows it by
 * @param fingerprint what it asks for, in hexadecimal digits, by which the key is found to be reused for something else
 */
public record Once(String key, String fingerprint) {
    /** Of a draft as it stands; null without a key, and for a draft that cannot be read. */
    public static @Nullable Once of(Draft draft, @Nullable String key) {
        return key == null || !draft.violations().isEmpty()
                ? null
                : new Once(key, HexFormat.of().formatHex(Fingerprint.of(draft)));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(fingerprint);
    }
}
