package dev.reelay.worker.retention;

import dev.reelay.database.Database;
import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Drops images that a tenant uploaded long ago, but for those that a request without an end, or a line that waits, names. They
 * have no rows: the bucket's own list tells them. Sent again, an image is new.
 */
@ApplicationScoped
class DropOldUploads {
    private static final Logger LOG = Logger.getLogger(DropOldUploads.class);

    private final Database database;
    private final ObjectStore store;

    DropOldUploads(Database database, ObjectStore store) {
        this.database = database;
        this.store = store;
    }

    /** Drops those that were stored before a time. */
    void drop(int tenant, Instant before) {
        if (hasInputsElsewhere(tenant)) {
            LOG.debugf(
                    "uploads of a tenant are looked at when its large inputs have ended, tenant=%d", (Integer) tenant);
            return;
        }
        List<String> old = new ArrayList<>();
        store.forEach("uploads/" + tenant + "/", object -> {
            if (object.storedAt().isBefore(before)) {
                old.add(object.key());
            }
        });
        // Read after the list, so that what was asked for meanwhile keeps its image.
        Set<String> named = named(tenant);
        old.stream()
                .filter(key -> !named.contains(key) && isStillOld(key, before))
                .forEach(store::delete);
    }

    /** An image that was sent again since the list is new. */
    private boolean isStillOld(String key, Instant before) {
        return store.head(key).filter(head -> head.storedAt().isBefore(before)).isPresent();
    }

    /** Inputs that lie in the bucket are not searched: while one is open, all uploads stay. */
    private boolean hasInputsElsewhere(int tenant) {
        return database.query("""
                select exists (select from generation g join generation_input i on i.generation_id = g.id
                    where g.tenant_id = ? and g.ended_at is null and i.object_key is not null)
                  or exists (select from batch b join batch_line l on l.batch_id = b.id
                    where b.tenant_id = ? and b.ended_at is null and l.asked ->> 'object_key' is not null)""", row -> row.getBoolean(1), tenant, tenant).getFirst();
    }

    private Set<String> named(int tenant) {
        return new HashSet<>(database.query(
                """
                select distinct found[1] from (
                    select i.input::text as input from generation g join generation_input i on i.generation_id = g.id
                      where g.tenant_id = ? and g.ended_at is null
                    union all
                    select l.asked::text from batch b join batch_line l on l.batch_id = b.id
                      where b.tenant_id = ? and b.ended_at is null and l.asked is not null) open
                  cross join regexp_matches(open.input, ?, 'g') as found""", row -> row.getString(1), tenant, tenant, "uploads/" + tenant + "/[0-9a-f]{64}[.][a-z]+"));
    }
}
