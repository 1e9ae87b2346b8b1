package dev.reelay.api.caller;

import dev.reelay.api.problem.ReadQuery;
import dev.reelay.tenant.Tenant;
import dev.reelay.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameter {@code tenant}, with which an admin looks at another tenant's, or at everyone's. Who is none and
 * names it is refused, whether there is such a tenant or not.
 */
@ApplicationScoped
public class ReadTenant {
    private static final String NAME = "tenant";
    private static final String ALL = "*";

    private final Tenants tenants;
    private final Caller caller;

    ReadTenant(Tenants tenants, Caller caller) {
        this.tenants = tenants;
        this.caller = caller;
    }

    /** The id of the tenant that is meant, the caller's own where none is named; null for all of them. */
    public @Nullable Integer of(ReadQuery query) {
        String name = query.text(NAME);
        if (name == null || name.equals(caller.tenant().name())) {
            return caller.tenant().id();
        }
        caller.mustBeAdmin();
        if (name.equals(ALL)) {
            return null;
        }
        return tenants.named(name.replace("\0", "")).map(Tenant::id).orElseGet(() -> {
            query.refuse(NAME, "must be the name of a tenant, or * for all of them; /v1/tenants lists them");
            return caller.tenant().id();
        });
    }
}
