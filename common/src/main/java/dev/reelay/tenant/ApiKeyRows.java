package dev.reelay.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** The table of the keys. */
@ApplicationScoped
class ApiKeyRows implements PanacheRepositoryBase<ApiKeyRow, UUID> {
    private final EntityManager database;

    ApiKeyRows(EntityManager database) {
        this.database = database;
    }

    /** A key that is not revoked, and the row of its owner. */
    record Found(ApiKeyRow key, TenantRow tenant) {
        KeyOwner owner() {
            return key.ownedBy(tenant);
        }
    }

    /** The key with this hash, unless it is revoked. */
    Optional<Found> find(byte[] hash) {
        return database.createQuery(
                        "select t, k from Tenant t join ApiKey k on k.tenantId = t.id"
                                + " where k.hash = ?1 and k.revokedAt is null",
                        Object[].class)
                .setParameter(1, hash)
                .getResultStream()
                .findFirst()
                .map(found -> new Found((ApiKeyRow) found[1], (TenantRow) found[0]));
    }

    Optional<ApiKeyRow> withHash(byte[] hash) {
        return find("hash", (Object) hash).firstResultOptional();
    }
}
