package dev.reelay.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where events are delivered.
 *
 * @param url null for the one that stands for the {@code webhook_url} of a tenant's requests
 * @param types the events that it is told of; empty for all
 * @param headerNames of the headers that go with each delivery; their values are told to nobody
 * @param retryAfter seconds from each failed try to the next; empty for the usual ones
 * @param oldSecretUntil until when deliveries are signed with the secret before as well; null without one
 * @param disabled null while it is enabled
 * @param failingSince since when no try has succeeded; null when the last one has
 */
public record Endpoint(
        UUID id,
        @Nullable URI url,
        List<String> types,
        @Nullable String description,
        List<String> headerNames,
        List<Integer> retryAfter,
        @Nullable Instant oldSecretUntil,
        @Nullable Disabled disabled,
        @Nullable Instant failingSince,
        Instant createdAt) {

    /** Why and since when nothing is delivered: {@code owner}, {@code gone} (410) or {@code failing}. */
    public record Disabled(String reason, Instant at) {}
}
