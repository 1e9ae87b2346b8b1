package dev.reelay.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the log.
 *
 * @param tenant the name of the tenant whose key did it
 * @param keyName what that key is called now
 */
public record Kept(
        UUID id, Instant at, String tenant, UUID keyId, String keyName, Act act, String subject, JsonNode details) {}
