package dev.reelay.worker.relay;

import dev.reelay.database.Database;
import java.sql.Connection;
import java.sql.SQLException;

/** Gives the next pending events their positions. */
final class PositionEvents {
    private PositionEvents() {}

    /** Whether there is anything to do, without a lock. */
    static boolean anyPending(Connection connection) throws SQLException {
        return Database.query(connection, "select exists (select 1 from event_pending)", row -> row.getBoolean(1))
                .getFirst();
    }

    /** Answers how many there were. */
    static int position(Connection connection, int most) throws SQLException {
        return Database.query(connection, "select position_events(?)", row -> row.getInt(1), most)
                .getFirst();
    }
}
