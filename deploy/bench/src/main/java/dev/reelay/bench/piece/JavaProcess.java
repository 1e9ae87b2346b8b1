package dev.reelay.bench.piece;

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
import java.util.concurrent.TimeUnit;

/** One Java program as a child of this process, with its output in a file. */
final class JavaProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static JavaProcess start(Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new JavaProcess(process, log);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the output has a line with this text, and answers what follows it there. */
    String awaitLine(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - end < 0) {
            for (String line : Files.readAllLines(log)) {
                if (line.contains(text)) {
                    return line.substring(line.indexOf(text) + text.length());
                }
            }
            pause();
        }
        throw notReady();
    }

    /** Waits until a health address answers 200. */
    void awaitHealth(URI health) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() - end < 0) {
                if (healthy(http, health)) {
                    return;
                }
                pause();
            }
        }
        throw notReady();
    }

    private static boolean healthy(HttpClient http, URI health) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void pause() throws InterruptedException, IOException {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
            throw notReady();
        }
    }

    private IllegalStateException notReady() throws IOException {
        return new IllegalStateException("a piece did not start:\n" + Files.readString(log));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
