package dev.reelay.webhook;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an owner wants of an endpoint; what is null stays as it is, or is as usual for a new one.
 *
 * @param description empty for none
 */
public record EndpointDraft(
        @Nullable URI url,
        @Nullable List<String> types,
        @Nullable String description,
        @Nullable Map<String, String> headers,
        @Nullable List<Integer> retryAfter,
        @Nullable Boolean enabled) {}
