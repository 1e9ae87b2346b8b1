package dev.reelay.migrate;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The command {@code quarantine}, for a database that was restored from a backup, before anything runs on it: nothing is handed
 * to the workers until a person has said so. May be repeated.
 */
public final class BeginQuarantine {
    private BeginQuarantine() {}

    /**
     * Brings the database of {@code quarkus.datasource.*} up to date and begins the quarantine; answers how many requests are held.
     *
     * @throws SQLException when the database does not answer, or refuses
     */
    public static int run() throws SQLException, IOException {
        Migrate.runAndKeepTimes();
        return run(Migrate.url(), Migrate.login());
    }

    /** The same for a database that is said here, and is up to date. */
    public static int run(String url, Properties login) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement();
                ResultSet held = statement.executeQuery("select begin_quarantine()")) {
            held.next();
            return held.getInt(1);
        }
    }
}
