package dev.reelay.standalone.pieces;

import dev.reelay.catalog.CatalogLoader;
import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.EmbeddedPostgreSQL;
import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.embedded.FreePorts;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.Simulator;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kafka, PostgreSQL, S3 and the simulator in this process, and api and workers as processes of their own from their built
 * folders. Closing ends everything that was started, the processes first.
 */
final class Pieces implements AutoCloseable {
    static final String API_KEY = "rl_" + "k".repeat(43);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Path folder;
    private final Simulator simulator;

    private Pieces(Path folder, Simulator simulator) {
        this.folder = folder;
        this.simulator = simulator;
    }

    /** Starts the servers below a folder; {@code slots} is what each provider's account may have in flight. */
    static Pieces start(Path folder, SimulatorSettings simulated, int slots) throws Exception {
        Pieces pieces = new Pieces(folder, Simulator.start(simulated));
        pieces.started.push(pieces.simulator);
        List<Integer> ports = FreePorts.find(3);
        EmbeddedPostgreSQL postgres =
                pieces.started(EmbeddedPostgreSQL.start(folder.resolve("postgresql"), ports.get(0)));
        EmbeddedKafka kafka = pieces.started(EmbeddedKafka.start(folder.resolve("kafka"), ports.get(1), ports.get(2)));
        kafka.createTopics(Map.of("reelay.work", 8, "reelay.events", 4));
        EmbeddedS3 s3 = pieces.started(EmbeddedS3.start(folder.resolve("s3"), 0, "local", "secret"));
        s3.createBucket("reelay");
        pieces.settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        pieces.settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        pieces.settings.put("quarkus.datasource.username", postgres.user());
        pieces.settings.put("reelay.s3.endpoint", s3.endpoint().toString());
        pieces.settings.put("reelay.s3.bucket", "reelay");
        pieces.settings.put("reelay.s3.path-style", "true");
        pieces.settings.put("reelay.s3.access-key", "local");
        pieces.settings.put("reelay.s3.secret-key", "secret");
        pieces.settings.put("reelay.bootstrap.tenant", "default");
        pieces.settings.put("reelay.bootstrap.api-key", API_KEY);
        pieces.settings.put(
                "reelay.outside.allowed-origins", pieces.simulator.baseUri().toString());
        CatalogLoader.load(null, Map.of())
                .providers()
                .forEach(provider -> pieces.account(
                        provider.name(),
                        pieces.simulator.inPlaceOf(provider.baseUrl()).orElseThrow(),
                        slots));
        return pieces;
    }

    /** Gives pieces that start from now on an account at a provider. */
    void account(String provider, URI address, int slots) {
        String prefix = "reelay.providers." + provider;
        settings.put(prefix + ".key", "simulated-" + provider);
        settings.put(prefix + ".slots", String.valueOf(slots));
        settings.put(prefix + ".base-url", address.toString());
    }

    /** A setting of pieces that start from now on. */
    void set(String key, String value) {
        settings.put(key, value);
    }

    Simulator simulator() {
        return simulator;
    }

    /** The api as a process; answers when it is ready. */
    Piece api() throws IOException, InterruptedException {
        return piece("api-app", "api", Map.of());
    }

    /** A worker as a process; answers when it is ready. */
    Piece worker(String name) throws IOException, InterruptedException {
        return piece("worker-app", name, Map.of());
    }

    /** A worker with further settings. */
    Piece worker(String name, Map<String, String> more) throws IOException, InterruptedException {
        return piece("worker-app", name, more);
    }

    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** Asks the database for one number. */
    long number(String sql) throws SQLException {
        String url =
                settings.get("quarkus.datasource.jdbc.url") + "?user=" + settings.get("quarkus.datasource.username");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a piece did not end", e);
            }
        }
    }

    private Piece piece(String app, String name, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(more);
        int port = FreePorts.find(1).getFirst();
        Piece piece = started(
                Piece.app(Path.of("..", ".."), app, port, all, List.of("-Xmx256m"), folder.resolve(name + ".log")));
        piece.start();
        return piece;
    }

    private <T extends AutoCloseable> T started(T piece) {
        started.push(piece);
        return piece;
    }
}
