package dev.reelay.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A PostgreSQL server as a child of this process, on loopback, with the durability that Reelay's promises rest on: the
 * library's own defaults switch {@code fsync} and {@code synchronous_commit} off, so both are set back on.
 *
 * <p>A kill of this process leaves the server running; the next start with the same folder and port takes it over, and
 * {@link #close} then stops it.
 */
public final class EmbeddedPostgreSQL implements AutoCloseable {
    private static final String UNPACKED = ".exists";

    private final EmbeddedPostgres server;

    private EmbeddedPostgreSQL(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts a server whose data lies in {@code folder/data}; the port must be the same on every start of that folder. */
    public static EmbeddedPostgreSQL start(Path folder, int port) throws IOException {
        Path programs = folder.resolve("bin");
        Files.createDirectories(programs);
        removeHalfUnpacked(programs);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(programs.toFile())
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "1GB")
                .start();
        return new EmbeddedPostgreSQL(server);
    }

    /** The library marks what it has unpacked whole, but fails on the rest that a kill leaves of an unpacking. */
    private static void removeHalfUnpacked(Path programs) throws IOException {
        try (Stream<Path> versions = Files.list(programs)) {
            for (Path half : versions.filter(version -> !Files.exists(version.resolve(UNPACKED)))
                    .toList()) {
                try (Stream<Path> all = Files.walk(half)) {
                    for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
        }
    }

    /** The JDBC address of the server's own database, without a user. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** The name of the owner of everything; it has no password, as the server listens on loopback only. */
    public String user() {
        return "postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
