package dev.reelay.generation;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ids of one page of a list, newest first, by id alone: ids are in the order of acceptance, and so are the indexes.
 * Each tenant's newest are found by themselves, so that a list of all tenants reads no more of an index than it shows.
 */
@ApplicationScoped
class FindPage {
    private final Database database;

    FindPage(Database database) {
        this.database = database;
    }

    List<UUID> ids(GenerationFilter filter, int limit) {
        Conditions conditions = new Conditions();
        String below = conditions.of(filter);
        conditions.values.add(limit);
        String whose = filter.tenant() == null ? "" : conditions.with("where t.id = ?", filter.tenant());
        conditions.values.add(limit);
        return database.query(
                """
                select page.id from tenant t cross join lateral (
                  select g.id from generation g where g.tenant_id = t.id and g.deleted_at is null%s order by g.id desc limit ?) page
                %s order by page.id desc limit ?""".formatted(below, whose), row -> row.getObject("id", UUID.class), conditions.values.toArray());
    }

    private static final class Conditions {
        private final List<Object> values = new ArrayList<>();

        String of(GenerationFilter filter) {
            return (filter.status() == null ? "" : " and " + filter.status().condition())
                    + when(" and g.id < ?", filter.olderThan())
                    + when(" and g.id >= ?", floor(filter.created().after()))
                    + when(" and g.id < ?", floor(filter.created().before()))
                    + when(" and g.model = ?", filter.model())
                    + when(" and g.provider = ?", filter.provider())
                    + when(" and g.batch_id = ?", filter.batch())
                    + when(
                            " and g.error_class = ?",
                            filter.error() == null ? null : filter.error().wire());
        }

        private String when(String condition, @Nullable Object value) {
            return value == null ? "" : with(condition, value);
        }

        String with(String condition, Object value) {
            values.add(value);
            return condition;
        }

        /** The least id of this millisecond. */
        private static @Nullable UUID floor(@Nullable Instant time) {
            return time == null ? null : new UUID(time.toEpochMilli() << 16, 0);
        }
    }
}
