package dev.reelay.bench.proof;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the database of the pieces, on one connection of its own. */
public final class Rows implements AutoCloseable {
    private final Connection connection;

    private Rows(Connection connection) {
        this.connection = connection;
    }

    public static Rows of(String jdbc) throws SQLException {
        return new Rows(DriverManager.getConnection(jdbc));
    }

    List<Ended> of(Collection<UUID> requests) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select g.id, g.state, g.accepted_at, g.ended_at, g.attempts, a.remote ->> 'id' as job,
                  encode(f.sha256, 'hex') as sha256, f.bytes
                from generation g left join attempt a on a.generation_id = g.id and a.number = g.attempts
                left join artifact f on f.attempt_id = a.id where g.id = any (?)""")) {
            statement.setArray(1, connection.createArrayOf("uuid", requests.toArray()));
            List<Ended> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(ended(row));
                }
            }
            return rows;
        }
    }

    /** One number. */
    public long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Runs statements as they stand. */
    public void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Lines of text, one for each row. */
    public List<String> lines(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<String> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(row.getString(1));
            }
            return lines;
        }
    }

    private static Ended ended(ResultSet row) throws SQLException {
        return new Ended(
                row.getObject("id", UUID.class),
                row.getString("state"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("ended_at", OffsetDateTime.class)),
                row.getInt("attempts"),
                row.getString("job"),
                row.getString("sha256"),
                row.getLong("bytes"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
