package dev.reelay.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Reelay with simulated providers, on a folder of its own. */
interface Installation extends AutoCloseable {
    /** What the simulator is told. */
    Map<String, String> SIMULATED = Map.of("generation-time", "600ms", "queue-time", "300ms", "result-size", "300KiB");

    /** What the product is told; {@code origins} are places on this machine that it may call. */
    static Map<String, String> settings(String origins) {
        return Map.of(
                "reelay.outside.allowed-origins", origins,
                "reelay.webhooks.retry-after", "1s",
                "reelay.run.unknown-every", "1s");
    }

    /** The project's folder, built. */
    static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve("deploy/up")))
                .findFirst()
                .orElseThrow();
    }

    /** Where its pages are. */
    URI address();

    /** The key of its first tenant, an admin's. */
    String key() throws IOException;

    @Override
    void close();
}
