package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.FreePorts;
import dev.reelay.processes.Piece;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot be meant ends the start before anything is touched, and every such key is told at once. */
class WrongSettingsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "worker-app, reelay.copy.parallel, 0, reelay.run.drain, -5s",
        "worker-app, reelay.providers.fal.slots, -1, reelay.webhooks.retry-after, '5s,-1m'",
        "api-app, reelay.api.max-body-bytes, -1, reelay.facades.hold-for, 0s",
        "api-app, reelay.outside.ports, 70000, reelay.batch.concurrency, 0",
        "worker-app, reelay.outside.plain-http, maybe, reelay.s3.path-style, ja"
    })
    void aSizeThatCannotBeEndsTheStart(String app, String key, String value, String other, String otherValue)
            throws Exception {
        Path log = folder.resolve("log");
        try (Piece piece = Piece.app(
                Path.of("..", ".."),
                app,
                FreePorts.find(1).getFirst(),
                Map.of(
                        key,
                        value,
                        other,
                        otherValue,
                        // Nothing is there; nothing is asked either.
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://127.0.0.1:9/none"),
                List.of("-Xmx256m"),
                log)) {
            piece.startOnly();

            assertThat(piece.awaitEnd(Duration.ofMinutes(1))).isTrue();
        }
        assertThat(Files.readString(log)).contains(key).contains(other).contains("must be");
    }
}
