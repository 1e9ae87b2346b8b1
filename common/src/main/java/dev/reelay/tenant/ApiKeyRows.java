package dev.reelay.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The table of the keys. */
@ApplicationScoped
class ApiKeyRows implements PanacheRepositoryBase<ApiKeyRow, UUID> {
    Optional<ApiKeyRow> withHash(byte[] hash) {
        return find("hash", (Object) hash).firstResultOptional();
    }
}
