package dev.reelay.generation;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The callers' keys, and what they stand for. */
@ApplicationScoped
class IdempotencyKeys {
    private final Database database;

    IdempotencyKeys(Database database) {
        this.database = database;
    }

    /** What the key stands for already, if anything. */
    Optional<Acceptance> find(int tenant, String key, byte[] fingerprint) {
        return database.first(
                "select generation_id, body_sha256 from idempotency_key where tenant_id = ? and key = ?",
                row -> Arrays.equals(row.getBytes(2), fingerprint)
                        ? new Acceptance.Accepted(row.getObject(1, UUID.class), true)
                        : new Acceptance.KeyReused(),
                tenant,
                key);
    }

    /** Writes the order unless the key is taken; of many at once one writes, and all get the same answer. */
    Acceptance acceptOnce(int tenant, String key, byte[] fingerprint, UUID id, String orders) {
        while (true) {
            Optional<Acceptance> told = database.first(
                    "select id, same_body, fresh from accept_once(?, ?, ?, ?, ?::jsonb)",
                    row -> row.getBoolean("same_body")
                            ? new Acceptance.Accepted(row.getObject("id", UUID.class), !row.getBoolean("fresh"))
                            : new Acceptance.KeyReused(),
                    tenant,
                    key,
                    fingerprint,
                    id,
                    orders);
            if (told.isPresent()) {
                return told.get();
            }
        }
    }
}
