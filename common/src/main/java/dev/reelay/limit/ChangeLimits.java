package dev.reelay.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;

/** Changes limits at run time. Claims go by it at once, on all workers, and it outlasts a restart. */
@ApplicationScoped
public class ChangeLimits {
    private final Database database;

    ChangeLimits(Database database) {
        this.database = database;
    }

    /**
     * Changes what is given of {@code slots}, {@code weight}, {@code start_every}, {@code paused}, {@code out} and
     * {@code reset}, all of which were checked before; false when there is no such account.
     */
    public boolean ofAccount(String provider, String name, ObjectNode change) {
        return database.query(
                        "select change_account(?, ?, ?::jsonb)",
                        row -> row.getBoolean(1),
                        provider,
                        name,
                        change.toString())
                .getFirst();
    }

    /** The same of {@code slots}, {@code paused} and {@code close_breaker}; false when there is no such offering. */
    public boolean ofOffering(String name, ObjectNode change) {
        return database.query("select change_offering(?, ?::jsonb)", row -> row.getBoolean(1), name, change.toString())
                .getFirst();
    }
}
