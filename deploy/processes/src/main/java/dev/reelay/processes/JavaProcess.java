package dev.reelay.processes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One Java program as a child of this process, with its output at the end of a file. */
final class JavaProcess {
    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final long begin;

    private JavaProcess(Process process, Path log, long begin) {
        this.process = process;
        this.log = log;
        this.begin = begin;
    }

    static JavaProcess start(Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(arguments);
        long begin = Files.exists(log) ? Files.size(log) : 0;
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new JavaProcess(process, log, begin);
    }

    Process process() {
        return process;
    }

    /** Waits until the output has this text. */
    void awaitText(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - end < 0) {
            if (output().contains(text)) {
                return;
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

    /** What this start has said; those before it stand in the same file. */
    private String output() throws IOException {
        byte[] all = Files.readAllBytes(log);
        int from = (int) Math.min(begin, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    private IllegalStateException notReady() throws IOException {
        return new IllegalStateException("a piece did not start:\n" + output());
    }
}
