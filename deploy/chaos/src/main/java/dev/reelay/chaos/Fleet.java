package dev.reelay.chaos;

import dev.reelay.chaos.judge.Scene;
import dev.reelay.processes.Addresses;
import dev.reelay.processes.Pieces;
import dev.reelay.processes.Wishes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One api and two workers, and every server they need, with deadlines that a run can wait for. */
final class Fleet implements AutoCloseable {
    static final List<String> PROVIDERS = List.of("fal", "runcomfy", "wavespeed", "segmind", "segmind-v1");
    static final List<String> WORKERS = List.of("worker-1", "worker-2");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A call with any other key is refused, and belongs to no job. */
    private static final List<String> KEYS = List.of(
            "--fal.keys=simulated-fal,simulated-fal-second",
            "--runcomfy.keys=simulated-runcomfy",
            "--wavespeed.keys=simulated-wavespeed,simulated-wavespeed-second",
            "--segmind.keys=simulated-segmind,simulated-segmind-v1");

    /** Quick to start rather than quick in the long run. */
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path root;
    private final Path folder;
    private final Pieces pieces;
    private final Addresses at;

    private Fleet(Path root, Path folder, Pieces pieces, Addresses at) {
        this.root = root;
        this.folder = folder;
        this.pieces = pieces;
        this.at = at;
    }

    /**
     * Starts everything but the workers.
     *
     * @param root the project's folder, built
     * @param folder where data and logs lie
     * @param times what is configured of deadlines and polls, and how long renders take
     */
    static Fleet start(Path root, Path folder, Times times) throws IOException, SQLException, InterruptedException {
        Map<String, String> settings = times.settings(folder.resolve("definitions"));
        List<String> simulated = new ArrayList<>(
                List.of("--keep-jobs=200000", "--keep-bodies=200000", "--generation-time=" + times.generation()));
        simulated.add("--result-size=32KiB..256KiB");
        simulated.addAll(KEYS);
        Pieces pieces = Pieces.of(new Wishes(root, folder, settings, PROVIDERS, simulated, false));
        Runtime.getRuntime().addShutdownHook(new Thread(pieces::close, "end-all-pieces"));
        try {
            return new Fleet(root, folder, pieces, pieces.start(JAVA));
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            pieces.close();
            throw e;
        }
    }

    /** Starts a worker that obeys the trap which lies in its file at each start, and answers when it is ready. */
    void startWorker(String name) throws IOException, InterruptedException {
        List<String> java = new ArrayList<>(JAVA);
        java.add("-javaagent:" + agent() + "=" + trapOf(name));
        pieces.startWorker(name, Map.of("reelay.worker.instance-id", name), java);
    }

    /** The file of a worker's next trap; without it, its next start is an ordinary one. */
    Path trapOf(String worker) {
        return folder.resolve(worker + ".trap");
    }

    Path reportOf(String worker) {
        return folder.resolve(worker + ".caught");
    }

    Pieces pieces() {
        return pieces;
    }

    Addresses at() {
        return at;
    }

    /** Changes what the simulator does, by a patch of its settings. */
    void simulate(String patch) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(at.simulator() + "/control/settings"))
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().contains("\"error\"")) {
            throw new IOException("the simulator did not take its settings: " + answer.body());
        }
    }

    Scene scene() {
        return new Scene(at, folder.resolve("s3/reelay"));
    }

    private Path agent() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("deploy/chaos/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("reelay-chaos-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("deploy/chaos is not packaged"));
        }
    }

    @Override
    public void close() {
        pieces.close();
    }
}
