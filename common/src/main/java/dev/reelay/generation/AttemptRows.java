package dev.reelay.generation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The ledger of the attempts. */
@ApplicationScoped
class AttemptRows implements PanacheRepositoryBase<AttemptRow, UUID> {
    List<Attempt> of(UUID generation) {
        return list("generationId = ?1 order by number", generation).stream()
                .map(AttemptRow::attempt)
                .toList();
    }
}
