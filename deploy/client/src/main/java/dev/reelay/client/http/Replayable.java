package dev.reelay.client.http;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer that may be the one to an earlier call under the same idempotency key. */
public record Replayable(JsonNode document, boolean replay) {}
