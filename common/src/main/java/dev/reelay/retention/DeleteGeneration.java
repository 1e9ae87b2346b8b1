package dev.reelay.retention;

import dev.reelay.database.Database;
import dev.reelay.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Deletes a generation by its owner's wish: nobody sees it any more, its text and its files go, and its attempts stay for
 * the ledger.
 */
@ApplicationScoped
public class DeleteGeneration {
    private static final Logger LOG = Logger.getLogger(DeleteGeneration.class);

    private final Database database;
    private final DoomedObjects objects;

    DeleteGeneration(Database database, DoomedObjects objects) {
        this.database = database;
        this.objects = objects;
    }

    /** What came of it; all but the first change nothing. */
    public enum Verdict {
        DELETED,
        /** The tenant has no such generation, or it is deleted. */
        UNKNOWN,
        /** It has not ended, or a worker has something to do for it. */
        OPEN,
        /** Nobody knows whether one of its attempts was bought. */
        DOUBTFUL,
        /** The batch that it is of has not ended. */
        IN_BATCH
    }

    /** Deletes its rows' text, in one transaction that also gives up its objects. */
    public Verdict delete(int tenant, UUID id) {
        String verdict = database.query("select delete_generation(?, ?)", row -> row.getString(1), tenant, id)
                .getFirst();
        return switch (verdict) {
            case "deleted" -> Verdict.DELETED;
            case "unknown" -> Verdict.UNKNOWN;
            case "open" -> Verdict.OPEN;
            case "doubtful" -> Verdict.DOUBTFUL;
            case "batch" -> Verdict.IN_BATCH;
            default -> throw new IllegalStateException("delete_generation answered " + verdict);
        };
    }

    /** Its objects leave the bucket. When the store does not answer, a worker sees to it later. */
    public void removeObjects(UUID id) {
        try {
            objects.removeOf(id);
        } catch (StorageException e) {
            LOG.warnf("objects of a deleted request leave the bucket later generation=%s cause=%s", id, e.getMessage());
        }
    }
}
