package dev.reelay.processes;

import dev.reelay.embedded.EmbeddedPostgreSQL;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The PostgreSQL of one run. Its processes are its own already, so that it is started from here. */
public final class Database implements AutoCloseable {
    private final Path folder;
    private final int port;
    private EmbeddedPostgreSQL server;

    private Database(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.server = EmbeddedPostgreSQL.start(folder, port);
    }

    /** Counting statements costs a little and needs a second start. */
    static Database start(Path folder, int port, boolean statements) throws IOException, SQLException {
        Database database = new Database(folder, port);
        if (statements) {
            database.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
            database.execute("alter system set pg_stat_statements.track = 'all'");
            database.restart();
            database.execute("create extension if not exists pg_stat_statements");
        }
        return database;
    }

    /** Stops it in order and starts it on the same port and data. */
    public void restart() throws IOException {
        server.close();
        server = EmbeddedPostgreSQL.start(folder, port);
    }

    /** As {@code kill -9} of all its processes: what it comes back with is what it had promised to keep. */
    public void kill() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> all = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().join();
        all.forEach(child -> child.onExit().join());
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            // There is nothing left to stop; what it held in this process is let go of.
        }
    }

    /** Starts it again after a kill. */
    public void startAgain() throws IOException {
        server = EmbeddedPostgreSQL.start(folder, port);
    }

    /** With its user, as the driver takes it. */
    public String jdbc() {
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
