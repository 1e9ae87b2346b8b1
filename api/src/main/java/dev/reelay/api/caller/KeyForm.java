package dev.reelay.api.caller;

import dev.reelay.tenant.ApiKey;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** How a key comes to some addresses; to our own it comes as {@code Authorization: Bearer rl_…}. */
public interface KeyForm {
    /** Whether keys come in this form to an address; its path begins with a slash. */
    boolean covers(String path);

    /** Whether an address that is covered takes no key. */
    boolean isOpen(String method, String path);

    /** The key that a request brings; empty when it brings none, or something else. */
    Optional<ApiKey> key(ContainerRequestContext request);

    /** Whether a request brings anything where the key belongs. */
    boolean bringsAny(ContainerRequestContext request);

    /** How a key is sent, for one who has sent none. */
    String advice();

    /** What a 401 has as its {@code WWW-Authenticate}. */
    String challenge();
}
