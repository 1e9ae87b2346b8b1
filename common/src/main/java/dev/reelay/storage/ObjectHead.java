package dev.reelay.storage;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store tells of an object without its bytes.
 *
 * @param metadata the object's own, names in lower case without the {@code x-amz-meta-} prefix
 */
public record ObjectHead(
        String key,
        long bytes,
        @Nullable String mediaType,
        String etag,
        Instant storedAt,
        Map<String, String> metadata) {
    public ObjectHead {
        metadata = Map.copyOf(metadata);
    }
}
