package dev.reelay.worker.run;

import dev.reelay.database.Database;
import dev.reelay.worker.storage.CopyException;
import dev.reelay.worker.storage.HttpResultSources;
import dev.reelay.worker.storage.ObjectKey;
import dev.reelay.worker.storage.StoreResult;
import dev.reelay.worker.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Copies one output to its key. */
@ApplicationScoped
class CopyOutput {
    private final StoreResult storeResult;
    private final HttpResultSources sources;
    private final Database database;
    private final Map<Integer, String> tenants = new ConcurrentHashMap<>();

    CopyOutput(StoreResult storeResult, HttpResultSources sources, Database database) {
        this.storeResult = storeResult;
        this.sources = sources;
        this.database = database;
    }

    StoredObject copy(String url, ObjectKey key) throws CopyException, InterruptedException {
        return storeResult.store(sources.of(url), key);
    }

    /** The name of a tenant, which never changes. */
    String tenant(int id) {
        return tenants.computeIfAbsent(
                id,
                unknown -> database.query("select name from tenant where id = ?", row -> row.getString(1), unknown)
                        .getFirst());
    }
}
