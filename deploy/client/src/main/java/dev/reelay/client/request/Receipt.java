package dev.reelay.client.request;

import com.fasterxml.jackson.databind.JsonNode;

/** It is written down. A replay is the answer to an earlier submit under the same idempotency key. */
public record Receipt(String id, String idempotencyKey, boolean replay, JsonNode document) {}
