package dev.reelay.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The table of the tenants. */
@ApplicationScoped
class TenantRows implements PanacheRepositoryBase<TenantRow, Integer> {
    Optional<Tenant> named(String name) {
        return find("name", name).firstResultOptional().map(TenantRow::tenant);
    }
}
