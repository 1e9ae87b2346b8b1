package dev.reelay.tenant;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose a request is, and which of its owner's keys it came with; null where it came without, by a topic of the tenant. */
public record Requester(Tenant tenant, @Nullable UUID keyId) {}
