package dev.reelay.worker.run;

import dev.reelay.database.Database;
import dev.reelay.storage.ObjectStore;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.outside.StreamedAnswer;
import dev.reelay.worker.storage.CopyException;
import dev.reelay.worker.storage.HttpResultSources;
import dev.reelay.worker.storage.ObjectKey;
import dev.reelay.worker.storage.OpenAnswer;
import dev.reelay.worker.storage.ResultSource;
import dev.reelay.worker.storage.StoreResult;
import dev.reelay.worker.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Copies one output to its key. */
@ApplicationScoped
class CopyOutput {
    private final StoreResult storeResult;
    private final HttpResultSources sources;
    private final ObjectStore store;
    private final Database database;
    private final Map<Integer, String> tenants = new ConcurrentHashMap<>();

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
        return storeResult.storeNow(new OpenAnswer(answer, body), keyOf(work));
    }

    /** What an earlier reader of such an answer had stored to its end. */
    Optional<StoredObject> received(Work work) throws CopyException, InterruptedException {
        try {
            return Optional.of(storeResult.store(OpenAnswer.OVER, keyOf(work)));
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
        return store.exists(keyOf(work).path());
    }

    private ObjectKey keyOf(Work work) {
        return new ObjectKey(tenant(work.tenantId()), work.generationId(), work.attemptId(), 0);
    }

    /** The name of a tenant, which never changes. */
    String tenant(int id) {
        return tenants.computeIfAbsent(
                id,
                unknown -> database.query("select name from tenant where id = ?", row -> row.getString(1), unknown)
                        .getFirst());
    }
}
