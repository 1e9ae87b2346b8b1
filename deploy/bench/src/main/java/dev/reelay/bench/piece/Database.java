package dev.reelay.bench.piece;

import dev.reelay.embedded.EmbeddedPostgreSQL;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL of one run. Its processes are its own already, so that it is started from here. */
final class Database implements AutoCloseable {
    private final EmbeddedPostgreSQL server;
    private final Path folder;

    private Database(EmbeddedPostgreSQL server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Counting statements costs a little and needs a second start. */
    static Database start(Path folder, int port, boolean statements) throws IOException, SQLException {
        Database database = new Database(EmbeddedPostgreSQL.start(folder, port), folder);
        if (!statements) {
            return database;
        }
        database.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
        database.execute("alter system set pg_stat_statements.track = 'all'");
        database.close();
        Database again = new Database(EmbeddedPostgreSQL.start(folder, port), folder);
        again.execute("create extension if not exists pg_stat_statements");
        return again;
    }

    /** With its user, as the driver takes it. */
    String jdbc() {
        return server.jdbcUrl() + "?user=" + server.user();
    }

    String bareJdbc() {
        return server.jdbcUrl();
    }

    String user() {
        return server.user();
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
