package dev.reelay.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored result.
 *
 * @param n counts from 0 within its attempt
 * @param sha256 in hexadecimal digits
 */
public record Artifact(
        UUID attemptId,
        int n,
        String bucket,
        String key,
        long bytes,
        String sha256,
        String mediaType,
        @Nullable Duration duration,
        @Nullable Integer width,
        @Nullable Integer height,
        Instant storedAt) {

    /** Where the bytes lie. */
    public String uri() {
        return "s3://" + bucket + "/" + key;
    }
}
