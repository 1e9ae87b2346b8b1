package dev.reelay.bench.piece;

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

/** All of Reelay and what it needs, each piece a process. Closing ends every one of them, the last started first. */
public final class Pieces implements AutoCloseable {
    private static final String API_KEY = "rl_" + "k".repeat(43);

    private final Wishes wishes;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, Long> pids = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();

    private Pieces(Wishes wishes) {
        this.wishes = wishes;
    }

    /** Nothing runs yet; closing is right at any time. */
    public static Pieces of(Wishes wishes) {
        return new Pieces(wishes);
    }

    /** Starts everything but the worker. */
    public Addresses start() throws IOException, SQLException, InterruptedException {
        Files.createDirectories(wishes.folder());
        List<Integer> ports = FreePorts.find(5);
        URI simulator = simulator();
        String kafka = kafka(ports.get(0), ports.get(1));
        s3(ports.get(2));
        Database database = database(ports.get(3));
        settings.put("reelay.outside.allowed-origins", simulator.toString());
        settings.put("reelay.providers.fal.base-url", simulator + "/fal");
        settings.put("kafka.bootstrap.servers", kafka);
        settings.putAll(wishes.settings());
        URI api = app("api", "api-app", ports.get(4), wishes.apiJava());
        return new Addresses(api, API_KEY, database.jdbc(), kafka, simulator);
    }

    /** Starts the worker; answers when it is ready. */
    public void startWorker() throws IOException, InterruptedException {
        app("worker", "worker-app", FreePorts.find(1).getFirst(), wishes.workerJava());
    }

    /** The process of each piece by its name; PostgreSQL's is the father of the others. */
    public Map<String, Long> pids() {
        return Map.copyOf(pids);
    }

    /** Where a piece writes its log of garbage collections. */
    public Path gcLog(String name) {
        return wishes.folder().resolve(name + ".gc");
    }

    private URI simulator() throws IOException, InterruptedException {
        Path jar;
        Path target = wishes.root().resolve("deploy/simulator/target");
        try (Stream<Path> files = Files.list(target)) {
            jar = files.filter(
                            file -> file.getFileName().toString().matches("reelay-simulator-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the simulator is not built"));
        }
        JavaProcess process = java(
                "simulator", List.of("-jar", jar.toString(), "--port=0", "--keep-jobs=200000", "--keep-bodies=100"));
        return URI.create(process.awaitLine(ServerMain.READY).strip());
    }

    private String kafka(int port, int controllerPort) throws IOException, InterruptedException {
        server("kafka", String.valueOf(port), String.valueOf(controllerPort));
        return "127.0.0.1:" + port;
    }

    private void s3(int port) throws IOException, InterruptedException {
        server("s3", String.valueOf(port));
        settings.put("reelay.s3.endpoint", "http://127.0.0.1:" + port);
        settings.put("reelay.s3.bucket", "reelay");
        settings.put("reelay.s3.path-style", "true");
        settings.put("reelay.s3.access-key", "local");
        settings.put("reelay.s3.secret-key", "secret");
        settings.put("reelay.bootstrap.tenant", "default");
        settings.put("reelay.bootstrap.api-key", API_KEY);
        settings.put("reelay.providers.fal.key", "simulated-fal");
    }

    private Database database(int port) throws IOException, SQLException {
        Database database = Database.start(wishes.folder().resolve("postgresql"), port, wishes.statements());
        started.push(database);
        pids.put("postgresql", database.pid());
        settings.put("quarkus.datasource.jdbc.url", database.bareJdbc());
        settings.put("quarkus.datasource.username", database.user());
        return database;
    }

    private void server(String name, String... ports) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), ServerMain.class.getName(), name));
        arguments.add(wishes.folder().resolve(name).toString());
        arguments.addAll(List.of(ports));
        java(name, arguments).awaitLine(ServerMain.READY);
    }

    private URI app(String name, String folder, int port, List<String> java) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(java);
        arguments.add("-Xlog:gc:file=" + gcLog(name) + "::filecount=0");
        arguments.add("-Dquarkus.http.host=127.0.0.1");
        arguments.add("-Dquarkus.http.port=" + port);
        settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.add("-jar");
        arguments.add(wishes.root()
                .resolve("deploy/" + folder + "/target/quarkus-app/quarkus-run.jar")
                .toString());
        URI address = URI.create("http://127.0.0.1:" + port);
        java(name, arguments).awaitHealth(address.resolve("/q/health/ready"));
        return address;
    }

    private JavaProcess java(String name, List<String> arguments) throws IOException {
        JavaProcess process = JavaProcess.start(wishes.folder().resolve(name + ".log"), arguments);
        started.push(process);
        pids.put(name, process.pid());
        return process;
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
