package dev.reelay.worker.storage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A result that is in the bucket, whole.
 *
 * @param sha256 of the bytes, in lower-case hexadecimal
 * @param duration null when the file does not tell
 * @param width as shown, after rotation; null when the file has no video track that tells
 */
public record StoredObject(
        String bucket,
        String key,
        long bytes,
        String sha256,
        String mediaType,
        @Nullable Duration duration,
        @Nullable Integer width,
        @Nullable Integer height) {}
