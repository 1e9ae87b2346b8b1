package dev.reelay.retention;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.error.ErrorClass;
import dev.reelay.storage.ObjectStore;
import dev.reelay.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Objects that were given up. Each leaves the bucket before the row that names it goes, so that whatever breaks in between is
 * done again, and none is left that nobody knows of. Removing twice is harmless: no key is ever used again.
 */
@ApplicationScoped
public class DoomedObjects {
    private static final Logger LOG = Logger.getLogger(DoomedObjects.class);

    private final Database database;
    private final ObjectStore store;

    public DoomedObjects(Database database, ObjectStore store) {
        this.database = database;
        this.store = store;
    }

    private record Doomed(long id, @Nullable String bucket, String key) {
        static Doomed of(ResultSet row) throws SQLException {
            return new Doomed(row.getLong(1), row.getString(2), row.getString(3));
        }
    }

    /**
     * Removes some of all, and answers how many; what the store refused comes last the next time.
     *
     * @throws StorageException when the store does not answer
     */
    public int removeSome(int most) {
        return remove(database.query("""
                select id, bucket, object_key from doomed_object order by refused_at nulls first, id limit ?""", Doomed::of, most));
    }

    /** Removes those of a generation. */
    void removeOf(UUID generation) {
        remove(database.query(
                "select id, bucket, object_key from doomed_object where generation_id = ? order by id",
                Doomed::of,
                generation));
    }

    private int remove(List<Doomed> some) {
        List<Long> gone = new ArrayList<>();
        try {
            for (Doomed one : some) {
                if (removed(one)) {
                    gone.add(one.id());
                }
            }
        } finally {
            if (!gone.isEmpty()) {
                database.update("delete from doomed_object where id = any (?)", SqlArray.of("int8", gone));
            }
        }
        return gone.size();
    }

    private boolean removed(Doomed one) {
        try {
            store.delete(one.bucket() == null ? store.bucket() : one.bucket(), one.key());
            return true;
        } catch (StorageException e) {
            if (e.errorClass() == ErrorClass.UNAVAILABLE) {
                throw e;
            }
            LOG.errorf("an object that is not to be kept stays until the store is set right: %s", e.getMessage());
            database.update("update doomed_object set refused_at = clock_timestamp() where id = ?", one.id());
            return false;
        }
    }
}
