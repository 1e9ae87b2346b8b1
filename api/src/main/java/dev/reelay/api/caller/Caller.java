package dev.reelay.api.caller;

import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The tenant of the request at hand. */
@RequestScoped
public class Caller {
    private @Nullable Tenant tenant;

    void is(Tenant known) {
        tenant = known;
    }

    /** Whose request this is; asked for only where a key was checked before. */
    public Tenant tenant() {
        if (tenant == null) {
            throw new IllegalStateException("the caller was not authenticated before it was asked for");
        }
        return tenant;
    }
}
