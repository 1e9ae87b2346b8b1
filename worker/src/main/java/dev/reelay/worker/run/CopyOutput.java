package dev.reelay.worker.run;

import dev.reelay.database.Database;
import dev.reelay.storage.ObjectStore;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.outside.StreamedAnswer;
import dev.reelay.worker.storage.CopyException;
import dev.reelay.worker.storage.HttpResultSources;
import dev.reelay.worker.storage.ObjectKey;
import dev.reelay.worker.storage.OpenAnswer;
import dev.reelay.worker.storage.Place;
import dev.reelay.worker.storage.ResultSource;
import dev.reelay.worker.storage.StoreResult;
import dev.reelay.worker.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Copies one output to its key. */
@ApplicationScoped
class CopyOutput {
    private final StoreResult storeResult;
    private final HttpResultSources sources;
    private final ObjectStore store;
    private final Database database;
    /** Where bytes go that are on the wire and do not wait for a database. */
    private final Map<UUID, ObjectKey> asked = Collections.synchronizedMap(new Asked());

    CopyOutput(StoreResult storeResult, HttpResultSources sources, ObjectStore store, Database database) {
        this.storeResult = storeResult;
        this.sources = sources;
        this.store = store;
        this.database = database;
    }

    /** Ends as if interrupted when it is no longer ours by the time its turn comes, or the source breaks. */
    StoredObject copy(String url, ObjectKey key, Tenure tenure) throws CopyException, InterruptedException {
        ResultSource source = sources.of(url);
        return storeResult.store(
                (offset, ifRange) -> {
                    if (!tenure.held()) {
                        throw new InterruptedException("the copy is left to whoever holds the attempt now");
                    }
                    return source.open(offset, ifRange);
                },
                key);
    }

    /** Copies a result that is the answer to its submit, and so comes only once. */
    StoredObject receive(StreamedAnswer answer, InputStream body, Work work)
            throws CopyException, InterruptedException {
        ObjectKey key = asked.remove(work.attemptId());
        return storeResult.storeNow(new OpenAnswer(answer, body), key == null ? key(work) : key);
    }

    /** What an earlier reader of such an answer had stored to its end. */
    Optional<StoredObject> received(Work work) throws CopyException, InterruptedException {
        try {
            return Optional.of(storeResult.store(OpenAnswer.OVER, key(work)));
        } catch (CopyException e) {
            if (e.kind() == CopyException.Kind.LINK_EXPIRED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Asks the store whether it has the answer already that will come only once.
     *
     * @throws dev.reelay.storage.StorageException when it does not answer: the bytes would have nowhere to go
     */
    boolean askStore(Work work) {
        ObjectKey key = key(work);
        asked.put(work.attemptId(), key);
        String own = key.place().bucket();
        return own == null ? store.exists(key.path()) : store.exists(own, key.path());
    }

    /** Of the first output, at the place that held when the attempt began. */
    ObjectKey key(Work work) {
        return database.query(
                        """
                        select tenant.name, place.bucket, coalesce(place.prefix, '')
                        from attempt a join tenant on tenant.id = a.tenant_id
                          left join place_of(a.tenant_id, a.created_at) place on true
                        where a.id = ?""",
                        row -> new ObjectKey(
                                new Place(row.getString(2), row.getString(3)),
                                row.getString(1),
                                work.generationId(),
                                work.attemptId(),
                                0),
                        work.attemptId())
                .getFirst();
    }

    /** What was asked for last, as many as calls may be under way; an older one is asked for again. */
    private static final class Asked extends LinkedHashMap<UUID, ObjectKey> {
        private static final long serialVersionUID = 1L;
        private static final int MOST = 2000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, ObjectKey> eldest) {
            return size() > MOST;
        }
    }
}
