package dev.reelay.standalone;

import dev.reelay.embedded.SurvivingServer;
import dev.reelay.processes.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code deploy/up} as a process of its own, without a build, and what it says. Closing leaves nothing of it behind. */
final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("reelay: ready after .* at (http://\\S+)");

    private final Path data;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Running(Path data, Process process) {
        this.data = data;
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts on a data folder, on any free port; what is simulated takes no time. */
    static Running up(Path data, String... options) throws IOException {
        return up(data, Map.of(), options);
    }

    static Running up(Path data, Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Repository.ROOT.resolve("deploy/up").toString(), "--no-build", "--port", "0", "--data", "."));
        command.addAll(Arrays.asList(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(data.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("_KEY"));
        builder.environment().put("SIMULATOR_GENERATION_TIME", "300ms");
        builder.environment().put("REELAY_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        return new Running(data, builder.start());
    }

    URI api() {
        awaitLine(READY);
        Matcher matcher = READY.matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException("no address in:\n" + output());
        }
        return URI.create(matcher.group(1));
    }

    void awaitLine(Pattern wanted) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(
                        "it ended",
                        () -> !process.isAlive()
                                && !reader.isAlive()
                                && !wanted.matcher(output()).find())
                .until(() -> wanted.matcher(output()).find());
    }

    String output() {
        return String.join("\n", lines);
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}; answers how long it took. */
    Duration terminate() throws InterruptedException {
        long began = System.nanoTime();
        process.destroy();
        awaitEnd();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The status it ended with. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running:\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
        SurvivingServer.on(data.resolve("postgresql")).ifPresent(SurvivingServer::kill);
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("the output ended: " + e.getMessage());
        }
    }
}
