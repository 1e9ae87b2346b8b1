package dev.reelay.processes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One piece as a process of its own, on one port and one data folder for all its life: ended in whatever way, it starts
 * again as it was. One thread deals with it.
 */
public final class Piece implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(15);

    private final int port;
    private final Path log;
    private final List<String> arguments;
    private final Ready ready;
    private @Nullable JavaProcess now;

    Piece(int port, Path log, List<String> arguments, Ready ready) {
        this.port = port;
        this.log = log;
        this.arguments = List.copyOf(arguments);
        this.ready = ready;
    }

    /** How a start is known to be over. */
    @FunctionalInterface
    interface Ready {
        void await(JavaProcess process) throws IOException, InterruptedException;
    }

    /** The api or a worker, from the folder that the build left below the project's. */
    public static Piece app(
            Path root, String app, int port, Map<String, String> settings, List<String> java, Path log) {
        List<String> arguments = new ArrayList<>(java);
        arguments.add("-Dquarkus.http.host=127.0.0.1");
        arguments.add("-Dquarkus.http.port=" + port);
        settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.add("-jar");
        arguments.add(root.resolve("deploy/" + app + "/target/quarkus-app/quarkus-run.jar")
                .toString());
        URI health = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        return new Piece(port, log, arguments, process -> process.awaitHealth(health));
    }

    /** Starts it, or starts it again; answers when it is ready. */
    public void start() throws IOException, InterruptedException {
        startOnly();
        awaitReady();
    }

    /** Starts it without waiting. */
    public void startOnly() throws IOException {
        now = JavaProcess.start(log, arguments);
    }

    public void awaitReady() throws IOException, InterruptedException {
        ready.await(running());
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process().pid();
    }

    public boolean isAlive() {
        return now != null && process().isAlive();
    }

    /** Waits until it has ended by itself; answers whether it did in time. */
    public boolean awaitEnd(Duration within) throws InterruptedException {
        return process().waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What it ended with; it must have ended. */
    public int exitValue() {
        return process().exitValue();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    /** As {@code kill}; answers whether it ended in time. */
    public boolean terminate(Duration within) throws InterruptedException {
        process().destroy();
        return awaitEnd(within);
    }

    /** As {@code kill -STOP}: it does nothing at all until it is thawed. */
    public void freeze() throws IOException, InterruptedException {
        Signal.STOP.sendTo(process().toHandle());
    }

    /** As {@code kill -CONT}. */
    public void thaw() throws IOException, InterruptedException {
        Signal.CONT.sendTo(process().toHandle());
    }

    /** What health says, whatever it says. */
    public HttpResponse<String> health(String kind) throws IOException, InterruptedException {
        return get("/q/health/" + kind);
    }

    /** What is answered at a path that needs no key, whatever it is. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(uri().resolve(path))
                            .timeout(Duration.ofSeconds(40))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Everything that it has said, in all its starts. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    private Process process() {
        return running().process();
    }

    private JavaProcess running() {
        if (now == null) {
            throw new IllegalStateException("it was never started");
        }
        return now;
    }

    @Override
    public void close() throws IOException {
        if (!isAlive()) {
            return;
        }
        try {
            // A server of ours ends with its input.
            process().getOutputStream().close();
            if (!terminate(STOP)) {
                kill();
            }
        } catch (InterruptedException e) {
            process().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
