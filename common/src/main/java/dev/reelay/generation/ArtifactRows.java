package dev.reelay.generation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The table of the stored results. */
@ApplicationScoped
class ArtifactRows implements PanacheRepositoryBase<ArtifactRow, ArtifactRow.Key> {
    /** In the order in which they were stored: what completed the generation comes first, a late result after it. */
    List<Artifact> of(UUID generation) {
        return list("generationId = ?1 order by storedAt, key.attemptId, key.n", generation).stream()
                .map(ArtifactRow::artifact)
                .toList();
    }
}
