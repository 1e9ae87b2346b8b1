package dev.reelay.database;

import java.sql.SQLException;

/** What a database does to those who stand on it. */
public final class Faults {
    private Faults() {}

    /** It does not answer. */
    public static DatabaseUnavailable away() {
        return new DatabaseUnavailable(new SQLException("the database is away"));
    }
}
