package dev.reelay.worker.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is sent with a paid call.
 *
 * @param body the provider's own input
 * @param callback where the provider is to tell that it has ended; null for nowhere
 * @param beginWithin in how long it must have begun; null for whenever
 */
public record Submission(
        JsonNode body, @Nullable URI callback, @Nullable Duration beginWithin) {
    /** An input and no more. */
    public static Submission of(JsonNode body) {
        return new Submission(body, null, null);
    }
}
