package dev.reelay.pieces;

import dev.reelay.embedded.EmbeddedPostgreSQL;
import dev.reelay.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A second PostgreSQL behind that of the pieces: a commit is answered when both have it on disk. Pieces that start from
 * now on know both addresses, and go to whichever is the primary.
 */
final class Standby {
    private static final String NAME = "standby";

    private final int port;
    private final Server server;

    private Standby(int port, Server server) {
        this.port = port;
        this.server = server;
    }

    /** The binaries bring no tool for a base backup, and the copy of a server that is stopped is one. */
    static Standby behind(Pieces pieces, Path folder) throws Exception {
        String primary = Objects.requireNonNull(pieces.settings().get("quarkus.datasource.jdbc.url"));
        execute(primary, "alter system set synchronous_standby_names = '" + NAME + "'");
        pieces.database().stop();
        copy(pieces.databaseFolder().resolve("data"), folder.resolve("data"));
        follow(folder.resolve("data"), primary.replaceAll(".*:(\\d+)/.*", "$1"));
        pieces.database().start();
        int port = FreePorts.find(1).getFirst();
        Server server = pieces.started(Server.started(() -> EmbeddedPostgreSQL.start(folder, port)));
        awaitInStep(primary);
        pieces.set(
                "quarkus.datasource.jdbc.url",
                primary.replace("/postgres", ",127.0.0.1:" + port + "/postgres?targetServerType=primary"));
        return new Standby(port, server);
    }

    /** What the primary set for itself must not bind its successor, which has nobody behind it. */
    private static void follow(Path data, String primaryPort) throws IOException {
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%s user=postgres application_name=%s'%n"
                        .formatted(primaryPort, NAME));
        Files.createFile(data.resolve("standby.signal"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(path -> {
                try {
                    Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Until then the primary keeps its callers waiting. */
    private static void awaitInStep(String primary) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> execute(primary, "select from pg_stat_replication where sync_state = 'sync'"));
    }

    Server server() {
        return server;
    }

    /** Makes it the primary. */
    void promote() throws SQLException {
        execute("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "select pg_promote()");
    }

    /** Whether it had a row. */
    private static boolean execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) && statement.getResultSet().next();
        }
    }
}
