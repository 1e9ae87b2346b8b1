package dev.reelay.database;

import java.sql.SQLException;

/**
 * The database did not do what it was asked: away, too slow, or in conflict. It says nothing of whether the statement
 * took effect, so whoever catches it reads again before acting.
 */
public class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean ofData;

    DatabaseUnavailable(SQLException cause) {
        super("database: " + cause.getMessage(), cause);
        String state = String.valueOf(cause.getSQLState());
        this.ofData = state.startsWith("22") || state.startsWith("23");
    }

    /** Whether the data of the statement was at fault, so that nothing took effect and other data may pass. */
    boolean ofData() {
        return ofData;
    }
}
