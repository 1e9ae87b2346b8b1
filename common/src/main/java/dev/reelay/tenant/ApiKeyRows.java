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
        return findWhere("k.hash = ?1", hash);
    }

    /** The key with this id, unless it is revoked. */
    Optional<Found> find(UUID id) {
        return findWhere("k.id = ?1", id);
    }

    /** A list, and no stream: one that is not read to its end holds its connection for as long as the HTTP request lasts. */
    private Optional<Found> findWhere(String which, Object value) {
        return database
                .createQuery(
                        "select t, k from Tenant t join ApiKey k on k.tenantId = t.id"
                                + " where k.revokedAt is null and " + which,
                        Object[].class)
                .setParameter(1, value)
                .getResultList()
                .stream()
                .findFirst()
                .map(found -> new Found((ApiKeyRow) found[1], (TenantRow) found[0]));
    }

    Optional<ApiKeyRow> withHash(byte[] hash) {
        return find("hash", (Object) hash).firstResultOptional();
    }
}
