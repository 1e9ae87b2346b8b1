package dev.reelay.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Writes down how long things are kept at least, in the name of the schema's owner: no other role can drop them sooner. */
final class SayHowLong {
    private SayHowLong() {}

    /** Times by the words of the table; absent is what never goes. */
    static void write(Connection connection, Map<String, Optional<Duration>> times) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into keep_at_least (what, time) values (?, ?::interval)
                on conflict (what) do update set time = excluded.time""")) {
            for (Map.Entry<String, Optional<Duration>> time : times.entrySet()) {
                statement.setString(1, time.getKey());
                statement.setString(2, time.getValue().map(Duration::toString).orElse("infinity"));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
