package dev.reelay.generation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of the generations; every look-up names the tenant. */
@ApplicationScoped
class GenerationRows implements PanacheRepositoryBase<GenerationRow, UUID> {
    Optional<Generation> of(int tenant, UUID id) {
        return find("id = ?1 and tenantId = ?2", id, tenant)
                .firstResultOptional()
                .map(GenerationRow::generation);
    }

    /** Newest first, by id alone: ids are in the order of acceptance, and so is the index. */
    List<Generation> page(int tenant, GenerationFilter filter, int limit) {
        StringBuilder where = new StringBuilder("tenantId = :tenant");
        Map<String, Object> parameters = new HashMap<>(Map.of("tenant", tenant));
        and(where, parameters, "id < :olderThan", "olderThan", filter.olderThan());
        and(where, parameters, "id >= :from", "from", floor(filter.createdAfter()));
        and(where, parameters, "id < :to", "to", floor(filter.createdBefore()));
        and(where, parameters, "model = :model", "model", filter.model());
        and(where, parameters, "provider = :provider", "provider", filter.provider());
        and(where, parameters, "state in :states", "states", filter.states().isEmpty() ? null : filter.states());
        return find(where + " order by id desc", parameters).page(0, limit).list().stream()
                .map(GenerationRow::generation)
                .toList();
    }

    private static void and(
            StringBuilder where,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            parameters.put(name, value);
        }
    }

    /** The least id of this millisecond. */
    private static @Nullable UUID floor(@Nullable Instant time) {
        return time == null ? null : new UUID(time.toEpochMilli() << 16, 0);
    }
}
