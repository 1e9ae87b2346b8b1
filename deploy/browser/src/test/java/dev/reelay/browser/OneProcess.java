package dev.reelay.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** All of Reelay as one process of its own, with simulated providers, on a folder of its own. */
final class OneProcess implements Installation {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("reelay: ready after .* at (http://\\S+)");

    private final Process process;
    private final Path folder;
    private final Path said;

    private OneProcess(Process process, Path folder, Path said) {
        this.process = process;
        this.folder = folder;
        this.said = said;
    }

    /** Starts it; {@code origins} are places on this machine that it may call. */
    static OneProcess start(Path folder, String origins) throws IOException {
        Path root = Installation.root();
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
        return new OneProcess(builder.start(), folder, said);
    }

    private static Map<String, String> settings(String origins) {
        Map<String, String> settings = new LinkedHashMap<>();
        SIMULATED.forEach((key, value) -> settings.put("SIMULATOR_" + variable(key), value));
        Installation.settings(origins).forEach((key, value) -> settings.put(variable(key), value));
        return settings;
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    @Override
    public URI address() {
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

    @Override
    public String key() throws IOException {
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
