package dev.reelay.pieces;

import dev.reelay.catalog.CatalogLoader;
import dev.reelay.embedded.BrokerPlan;
import dev.reelay.embedded.BrokerSecurity;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, PostgreSQL, S3 and the simulator in this process, and api and workers as processes of their own from their built
 * folders. Closing ends everything that was started, the processes first.
 */
final class Pieces implements AutoCloseable {
    static final String API_KEY = "rl_" + "k".repeat(43);

    private static final List<String> JAVA =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private final Path folder;
    private final Simulator simulator;
    private @Nullable BrokerSecurity security;
    private @Nullable Server database;
    private @Nullable Server broker;
    private @Nullable Server store;

    private Pieces(Path folder, Simulator simulator) {
        this.folder = folder;
        this.simulator = simulator;
    }

    /** Starts the servers below a folder; {@code slots} is what each provider's account may have in flight. */
    static Pieces start(Path folder, SimulatorSettings simulated, int slots) throws Exception {
        return start(new Pieces(folder, Simulator.start(simulated)), slots);
    }

    /** The same, with a broker that lets in who it knows, and has no topics. */
    static Pieces start(Path folder, SimulatorSettings simulated, int slots, BrokerSecurity security) throws Exception {
        Pieces pieces = new Pieces(folder, Simulator.start(simulated));
        pieces.security = security;
        return start(pieces, slots);
    }

    private static Pieces start(Pieces pieces, int slots) throws Exception {
        pieces.started.push(pieces.simulator);
        List<Integer> ports = FreePorts.find(4);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var database = threads.submit(() -> Server.started(() -> pieces.openDatabase(ports.get(0))));
            var broker = threads.submit(() -> Server.started(() -> pieces.openBroker(ports.get(1), ports.get(2))));
            var store = threads.submit(() -> Server.started(() -> pieces.openStore(ports.get(3))));
            pieces.database = pieces.started(database.get());
            pieces.broker = pieces.started(broker.get());
            pieces.store = pieces.started(store.get());
        }
        Roles.make(
                pieces.settings().getOrDefault("quarkus.datasource.jdbc.url", ""),
                pieces.settings().getOrDefault("quarkus.datasource.username", ""));
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

    private EmbeddedPostgreSQL openDatabase(int port) throws IOException {
        EmbeddedPostgreSQL server = EmbeddedPostgreSQL.start(databaseFolder(), port);
        settings.put("quarkus.datasource.jdbc.url", server.jdbcUrl());
        settings.put("quarkus.datasource.username", server.user());
        return server;
    }

    private EmbeddedKafka openBroker(int port, int controllerPort) throws IOException, InterruptedException {
        BrokerPlan plan = BrokerPlan.alone(port, controllerPort);
        EmbeddedKafka server =
                EmbeddedKafka.start(folder.resolve("kafka"), security == null ? plan : plan.with(security));
        if (security == null) {
            server.createTopics(
                    Map.of("reelay.work", 8, "reelay.events", 4, "reelay.requests", 4, "reelay.dead-letters", 2));
        }
        server.connection().forEach((key, value) -> settings.put("kafka." + key, value.toString()));
        return server;
    }

    private EmbeddedS3 openStore(int port) throws IOException {
        EmbeddedS3 server = EmbeddedS3.start(folder.resolve("s3"), port, "local", "secret");
        server.createBucket("reelay");
        server.createBucket("films");
        settings.put("reelay.s3.endpoint", server.endpoint().toString());
        return server;
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

    Server database() {
        return Objects.requireNonNull(database);
    }

    Path databaseFolder() {
        return folder.resolve("postgresql");
    }

    Server broker() {
        return Objects.requireNonNull(broker);
    }

    Server store() {
        return Objects.requireNonNull(store);
    }

    /** The api as a process; answers when it is ready. */
    Piece api() throws IOException, InterruptedException {
        return piece("api-app", "api", Map.of());
    }

    /** The api at a port that others were told before, with further settings. */
    Piece api(int port, Map<String, String> more) throws IOException, InterruptedException {
        return piece("api-app", "api", port, more);
    }

    /** The api with further settings. */
    Piece api(Map<String, String> more) throws IOException, InterruptedException {
        return piece("api-app", "api", more);
    }

    /** A worker as a process; answers when it is ready. */
    Piece worker(String name) throws IOException, InterruptedException {
        return piece("worker-app", name, Map.of());
    }

    /** A worker that the group knows by its name, also after a restart. */
    Piece namedWorker(String name) throws IOException, InterruptedException {
        return worker(name, Map.of("reelay.worker.instance-id", name));
    }

    /** A worker with further settings. */
    Piece worker(String name, Map<String, String> more) throws IOException, InterruptedException {
        return piece("worker-app", name, more);
    }

    Map<String, String> settings() {
        return Map.copyOf(settings);
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
        return piece(app, name, FreePorts.find(1).getFirst(), more);
    }

    private Piece piece(String app, String name, int port, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(Roles.of(app));
        all.putAll(more);
        Path root = Path.of("..", "..");
        List<String> java = new ArrayList<>(JAVA);
        java.addAll(ClassCache.options(root.resolve("deploy/" + app + "/target/quarkus-app/quarkus-run.jar"), JAVA));
        Piece piece = started(Piece.app(root, app, port, all, java, folder.resolve(name + ".log")));
        piece.start();
        return piece;
    }

    /** Takes charge of what is to end before all that was started earlier. */
    <T extends AutoCloseable> T started(T piece) {
        started.push(piece);
        return piece;
    }
}
