package dev.reelay.api.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request as it stands in a record: a CloudEvent, which its source and id tell from all others.
 *
 * @param envelope the same as the body of {@code POST /v1/requests}
 * @param traceparent of CloudEvents' extension for distributed tracing, or of the record's header
 */
record RequestEvent(
        String source,
        String id,
        JsonNode envelope,
        @Nullable String traceparent) {
    /** The blank keeps it apart from every key that can come over HTTP. */
    private static final String PREFIX = "record ";

    /** What stands for it for good, among the keys of its tenant. */
    String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] first = source.getBytes(StandardCharsets.UTF_8);
            digest.update((first.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(first);
            return PREFIX + HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
