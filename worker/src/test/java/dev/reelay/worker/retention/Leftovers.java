package dev.reelay.worker.retention;

import dev.reelay.database.Database;
import dev.reelay.worker.testing.Rows;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a tenant's requests leave behind, in every way in which they end, and such as have not. */
final class Leftovers {
    private final Database database;
    private final Bucket bucket;
    private final Rows rows;
    private final int account;
    private final long epoch;

    Leftovers(Database database, Bucket bucket, int account) {
        this.database = database;
        this.bucket = bucket;
        this.rows = new Rows(database);
        this.account = account;
        this.epoch = rows.assigned(0, "test");
    }

    private UUID claimed(int tenant) {
        rows.waiting(tenant, account, 1);
        return rows.claim(account, 1, 0, epoch).getFirst();
    }

    UUID completed(int tenant, String name) {
        UUID attempt = claimed(tenant);
        rows.taken(attempt);
        rows.rendered(attempt);
        String key = name + "/" + attempt;
        put(key);
        database.query("""
                select store_artifacts(?, jsonb_build_array(jsonb_build_object('n', 0, 'bucket', 'reelay', 'object_key', ?::text,
                  'bytes', 3, 'sha256', repeat('ab', 32), 'media_type', 'video/mp4')))""", row -> 1, attempt, key);
        UUID generation = generation(attempt);
        put("inputs/" + name + "/" + generation);
        database.update(
                "update generation_input set input = null, object_key = ? where generation_id = ?",
                "inputs/" + name + "/" + generation,
                generation);
        database.update("update generation set metadata = '{\"a\": \"word\"}' where id = ?", generation);
        database.update(
                "insert into idempotency_key (tenant_id, key, body_sha256, generation_id) values (?, ?, '', ?)",
                tenant,
                "key " + generation,
                generation);
        return generation;
    }

    private UUID generation(UUID attempt) {
        return UUID.fromString(rows.text("select generation_id from attempt where id = ?", attempt));
    }

    void put(String key) {
        bucket.store().put(key, "word".getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    UUID ended(int tenant, String state, String errorClass) {
        UUID attempt = claimed(tenant);
        rows.taken(attempt);
        rows.settled(attempt, state, "fail", errorClass);
        return generation(attempt);
    }

    /** One of each that must stay: it waits, runs, is held, or failed and may have been bought. */
    void open(int tenant) {
        rows.taken(claimed(tenant));
        UUID held = claimed(tenant);
        database.update("update generation set on_unknown = 'hold' where id = ?", generation(held));
        rows.settled(held, "UNKNOWN", "unknown", "submit_outcome_unknown");
        rows.settled(claimed(tenant), "UNKNOWN", "unknown", "submit_outcome_unknown");
        rows.accepted(tenant, account, 1);
    }

    void fill(int tenant, String name) {
        for (int i = 0; i < 3; i++) {
            completed(tenant, name);
        }
        ended(tenant, "FAILED", "provider_failed");
        ended(tenant, "FAILED", "timeout");
        open(tenant);
    }
}
