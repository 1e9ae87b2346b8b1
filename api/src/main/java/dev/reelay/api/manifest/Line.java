package dev.reelay.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Violation;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request as it stands in a manifest.
 *
 * @param n the line where it begins, from 1
 * @param raw what identifies it: the same file has the same
 * @param body an envelope, perhaps with a {@code custom_id}; null where it could not be read
 * @param faults why it could not
 */
record Line(int n, Raw raw, @Nullable JsonNode body, List<Violation> faults) {
    /** Bytes that are only hashed and counted. */
    static final class Raw {
        private final byte[] bytes;

        Raw(byte[] bytes) {
            this.bytes = bytes;
        }

        void addTo(MessageDigest digest) {
            digest.update((byte) '\n');
            digest.update(bytes);
        }

        int length() {
            return bytes.length;
        }
    }

    static Line of(int n, Raw raw, JsonNode body) {
        return new Line(n, raw, body, List.of());
    }

    static Line broken(int n, Raw raw, String message) {
        return new Line(n, raw, null, List.of(new Violation("", message)));
    }
}
