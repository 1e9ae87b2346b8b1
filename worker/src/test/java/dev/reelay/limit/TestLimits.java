package dev.reelay.limit;

import dev.reelay.database.Database;

/** Makes what only its own package makes. */
public final class TestLimits {
    private TestLimits() {}

    /** Of this database. */
    public static ReadLimits in(Database database) {
        return new ReadLimits(database);
    }
}
