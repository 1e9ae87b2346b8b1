package dev.reelay.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** All of Reelay as one process of its own, with simulated providers, on a folder of its own. */
final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("reelay: ready after .* at (http://\\S+)");

    private final Process process;
    private final Path folder;
    private final Path said;

    private Installation(Process process, Path folder, Path said) {
        this.process = process;
        this.folder = folder;
        this.said = said;
    }

    /** Starts it; {@code origins} are places on this machine that it may call. */
    static Installation start(Path folder, String origins) throws IOException {
        Path root = root();
        Path said = folder.resolve("console.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("deploy/up").toString(),
                        "--no-build",
                        "--no-sample",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("_KEY"));
        builder.environment().putAll(settings(origins));
        return new Installation(builder.start(), folder, said);
    }

    private static Map<String, String> settings(String origins) {
        return Map.of(
                "SIMULATOR_GENERATION_TIME", "600ms",
                "SIMULATOR_QUEUE_TIME", "300ms",
                "SIMULATOR_RESULT_SIZE", "300KiB",
                "REELAY_OUTSIDE_ALLOWED_ORIGINS", origins,
                "REELAY_WEBHOOKS_RETRY_AFTER", "1s",
                "REELAY_RUN_UNKNOWN_EVERY", "1s");
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve("deploy/up")))
                .findFirst()
                .orElseThrow();
    }

    /** Where its pages are. */
    URI address() {
        Awaitility.await()
                .atMost(PATIENCE)
                .failFast("it ended", () -> !process.isAlive())
                .until(() -> READY.matcher(output()).find());
        Matcher matcher = READY.matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException(output());
        }
        return URI.create(matcher.group(1));
    }

    /** The key of its first tenant, an admin's. */
    String key() throws IOException {
        return Files.readString(folder.resolve("data/api-key")).strip();
    }

    private String output() {
        try {
            return Files.exists(said) ? Files.readString(said) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly)
                .join();
    }
}
