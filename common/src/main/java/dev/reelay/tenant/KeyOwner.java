package dev.reelay.tenant;

import java.util.UUID;

/** Whose a key is, which of its owner's keys it is, and what it may do. */
public record KeyOwner(Tenant tenant, UUID keyId, Role role) {
    /** Who asks with this key. */
    public Requester requester() {
        return new Requester(tenant, keyId);
    }
}
