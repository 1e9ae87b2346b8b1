package dev.reelay.processes;

import dev.reelay.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All of Reelay and what it needs, each piece a process. Closing ends every one of them, the last started first. */
public final class Pieces implements AutoCloseable {
    private static final String ORIGINS = "reelay.outside.allowed-origins";
    private static final String SECRETS_KEY = "s".repeat(43);
    private static final String API_KEY = "rl_" + "k".repeat(43);

    private final Wishes wishes;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable Database database;

    private Pieces(Wishes wishes) {
        this.wishes = wishes;
    }

    /** Nothing runs yet; closing is right at any time. */
    public static Pieces of(Wishes wishes) {
        return new Pieces(wishes);
    }

    /** Starts the servers and the api, with these options of its machine. */
    public Addresses start(List<String> apiJava) throws IOException, SQLException, InterruptedException {
        Files.createDirectories(wishes.folder());
        List<Integer> ports = FreePorts.find(5);
        URI simulator = simulator("simulator", ports.get(0), wishes.simulated());
        String kafka = kafka(ports.get(1), ports.get(2));
        s3(ports.get(3));
        Database database = database(ports.get(4));
        wishes.providers().forEach(provider -> account(provider, simulator));
        settings.put("kafka.bootstrap.servers", kafka);
        settings.putAll(wishes.settings());
        settings.merge(ORIGINS, simulator.toString(), (wanted, ours) -> wanted + "," + ours);
        Piece api = app("api", "api-app", Map.of(), apiJava);
        return new Addresses(api.uri(), API_KEY, database.jdbc(), kafka, simulator);
    }

    /** Starts a worker with settings of its own; answers when it is ready. */
    public Piece startWorker(String name, Map<String, String> more, List<String> java)
            throws IOException, InterruptedException {
        return app(name, "worker-app", more, java);
    }

    /** Starts one more simulator, with a bill of its own. */
    public URI startSimulator(String name, List<String> simulated) throws IOException, InterruptedException {
        return simulator(name, FreePorts.find(1).getFirst(), simulated);
    }

    /** The process of each piece by its name; PostgreSQL's is the father of the others. */
    public Map<String, Long> pids() throws IOException {
        Map<String, Long> pids = new LinkedHashMap<>();
        pieces.forEach((name, piece) -> pids.put(name, piece.pid()));
        if (database != null) {
            pids.put("postgresql", database.pid());
        }
        return pids;
    }

    /** A piece that was started, all but PostgreSQL. */
    public Piece piece(String name) {
        Piece piece = pieces.get(name);
        if (piece == null) {
            throw new IllegalArgumentException("no piece is called " + name);
        }
        return piece;
    }

    public Database database() {
        if (database == null) {
            throw new IllegalStateException("PostgreSQL was never started");
        }
        return database;
    }

    /** Where a piece writes its log of garbage collections. */
    public Path gcLog(String name) {
        return wishes.folder().resolve(name + ".gc");
    }

    /** Where a server keeps its data. */
    public Path folder(String name) {
        return wishes.folder().resolve(name);
    }

    private URI simulator(String name, int port, List<String> simulated) throws IOException, InterruptedException {
        Path jar;
        Path target = wishes.root().resolve("deploy/simulator/target");
        try (Stream<Path> files = Files.list(target)) {
            jar = files.filter(
                            file -> file.getFileName().toString().matches("reelay-simulator-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the simulator is not built"));
        }
        List<String> arguments = new ArrayList<>(List.of("-jar", jar.toString(), "--port=" + port));
        arguments.addAll(simulated);
        return java(name, port, arguments).uri();
    }

    private String kafka(int port, int controllerPort) throws IOException, InterruptedException {
        server("kafka", port, controllerPort);
        return "127.0.0.1:" + port;
    }

    private void s3(int port) throws IOException, InterruptedException {
        server("s3", port);
        settings.put("reelay.s3.endpoint", "http://127.0.0.1:" + port);
        settings.put("reelay.s3.bucket", "reelay");
        settings.put("reelay.s3.path-style", "true");
        settings.put("reelay.s3.access-key", "local");
        settings.put("reelay.s3.secret-key", "secret");
        settings.put("reelay.secrets.key", SECRETS_KEY);
        settings.put("reelay.bootstrap.tenant", "default");
        settings.put("reelay.bootstrap.api-key", API_KEY);
    }

    private void account(String provider, URI simulator) {
        settings.put("reelay.providers." + provider + ".key", "simulated-" + provider);
        settings.putAll(address(provider, simulator));
    }

    /** The setting that has a provider played by this simulator. */
    public static Map<String, String> address(String provider, URI simulator) {
        // Both of Segmind's protocols are spoken at one address.
        String place = provider.startsWith("segmind") ? "segmind" : provider;
        return Map.of("reelay.providers." + provider + ".base-url", simulator + "/" + place);
    }

    private Database database(int port) throws IOException, SQLException {
        Database made = Database.start(wishes.folder().resolve("postgresql"), port, wishes.statements());
        started.push(made);
        database = made;
        settings.put("quarkus.datasource.jdbc.url", made.bareJdbc());
        settings.put("quarkus.datasource.username", made.user());
        return made;
    }

    private void server(String name, int... ports) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), ServerMain.class.getName(), name));
        arguments.add(wishes.folder().resolve(name).toString());
        for (int port : ports) {
            arguments.add(String.valueOf(port));
        }
        java(name, ports[0], arguments);
    }

    private Piece app(String name, String app, Map<String, String> more, List<String> java)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(more);
        List<String> options = new ArrayList<>(java);
        options.add("-Xlog:gc:file=" + gcLog(name) + "::filecount=0");
        int port = FreePorts.find(1).getFirst();
        return started(name, Piece.app(wishes.root(), app, port, all, options, log(name)));
    }

    private Piece java(String name, int port, List<String> arguments) throws IOException, InterruptedException {
        return started(name, new Piece(port, log(name), arguments, process -> process.awaitText(ServerMain.READY)));
    }

    private Piece started(String name, Piece piece) throws IOException, InterruptedException {
        started.push(piece);
        pieces.put(name, piece);
        piece.start();
        return piece;
    }

    private Path log(String name) {
        return wishes.folder().resolve(name + ".log");
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("a piece did not end well: " + e);
            }
        }
    }
}
