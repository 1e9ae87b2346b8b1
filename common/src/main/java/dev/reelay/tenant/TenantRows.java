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

    /** The owner of a key that is not revoked. */
    Optional<Tenant> withKey(byte[] hash) {
        return find(
                        "select t from Tenant t join ApiKey k on k.tenantId = t.id where k.hash = ?1 and k.revokedAt is null",
                        (Object) hash)
                .firstResultOptional()
                .map(TenantRow::tenant);
    }
}
