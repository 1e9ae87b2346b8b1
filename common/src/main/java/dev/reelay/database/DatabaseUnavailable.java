package dev.reelay.database;

import java.sql.SQLException;

/**
 * The database did not do what it was asked: away, too slow, or in conflict. It says nothing of whether the statement
 * took effect, so whoever catches it reads again before acting.
 */
public class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseUnavailable(SQLException cause) {
        super("database: " + cause.getMessage(), cause);
    }
}
