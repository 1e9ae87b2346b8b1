package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Lets one worker among all do a work at a time: whoever holds the session's advisory lock; the others pass it over. */
@ApplicationScoped
public class OneAtATime {
    private static final Logger LOG = Logger.getLogger(OneAtATime.class);

    private final Database database;

    public OneAtATime(Database database) {
        this.database = database;
    }

    /**
     * Does the work, unless another worker is at it.
     *
     * @param lock any number, the same in all versions: it names the work
     */
    public void run(long lock, Runnable work) {
        try (Connection session = database.open()) {
            if (asked(session, "select pg_try_advisory_lock(?)", lock)) {
                try {
                    work.run();
                } finally {
                    // The connection goes back to the pool, and the lock must not go with it.
                    asked(session, "select pg_advisory_unlock(?)", lock);
                }
            }
        } catch (SQLException e) {
            LOG.warnf("a sweep waits for the database: %s", e.getMessage());
        }
    }

    private static boolean asked(Connection session, String sql, long lock) throws SQLException {
        return Database.query(session, sql, row -> row.getBoolean(1), lock).getFirst();
    }
}
