package dev.reelay.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement as one transaction. What must change together is one statement, or one SQL function, so that a lost
 * connection leaves all of it or nothing. Every fault is a {@link DatabaseUnavailable}.
 */
@ApplicationScoped
public class Database {
    private final DataSource pool;

    public Database(DataSource pool) {
        this.pool = pool;
    }

    /** Makes a record of the row that the result stands on. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** All rows of a statement, which may also write and return. */
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        try (Connection connection = pool.getConnection()) {
            return query(connection, sql, mapper, parameters);
        } catch (SQLException e) {
            throw new DatabaseUnavailable(e);
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return query(sql, mapper, parameters).stream().findFirst();
    }

    /** How many rows a statement changed. */
    public int update(String sql, @Nullable Object... parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseUnavailable(e);
        }
    }

    /** Statements that are one transaction, on its connection. */
    @FunctionalInterface
    public interface Together<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs statements that cannot be one as one transaction, for data that comes as a stream. */
    public <T> T together(Together<T> statements) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T done = statements.run(connection);
                connection.commit();
                return done;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable(e);
        }
    }

    /** A connection of one's own, for session locks and notifications; the caller closes it. */
    public Connection open() throws SQLException {
        return pool.getConnection();
    }

    /** As {@link #query(String, RowMapper, Object...)}, on a connection of one's own. */
    public static <T> List<T> query(
            Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(mapper.map(rows));
                }
                return found;
            }
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, @Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof SqlArray array) {
                statement.setArray(i + 1, connection.createArrayOf(array.elementType(), array.elements()));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
