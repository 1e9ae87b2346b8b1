package dev.reelay.tenant;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose a request is, and how it came.
 *
 * @param keyId which of its owner's keys it came with; null where it came without, by a topic of the tenant
 * @param facade the provider whose form it came in, such as {@code fal}; null for our own
 */
public record Requester(
        Tenant tenant, @Nullable UUID keyId, @Nullable String facade) {
    /** One that comes in our own form. */
    public Requester(Tenant tenant, @Nullable UUID keyId) {
        this(tenant, keyId, null);
    }

    /** The same by a provider's form; null for our own. */
    public Requester by(@Nullable String form) {
        return new Requester(tenant, keyId, form);
    }
}
