package dev.reelay.generation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of the generations; a look-up names the tenant, or ids that were found with one. */
@ApplicationScoped
class GenerationRows implements PanacheRepositoryBase<GenerationRow, UUID> {
    Optional<Generation> of(int tenant, UUID id) {
        // Who waits for its end looks again within the same request, and is not to see what it saw before.
        getEntityManager().clear();
        return find("id = ?1 and tenantId = ?2 and deletedAt is null", id, tenant)
                .firstResultOptional()
                .map(GenerationRow::generation);
    }

    /** Those that are still there, newest first. */
    List<Generation> all(List<UUID> ids) {
        return find("id in ?1 order by id desc", ids).stream()
                .map(GenerationRow::generation)
                .toList();
    }
}
