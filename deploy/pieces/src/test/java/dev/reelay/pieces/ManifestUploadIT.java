package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A manifest whose upload breaks off, once by its sender and once by the death of the api, goes on where it did. With
 * {@code -Dreelay.measure=true} it has 100,000 lines.
 */
class ManifestUploadIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final int LINES = LONG ? 100_000 : 10_000;

    @Test
    void itIsStagedOnceHoweverOftenItBreaksOff(@TempDir Path folder) throws Exception {
        Path manifest = folder.resolve("manifest.jsonl");
        Files.writeString(manifest, Manifests.lines("large", LINES));
        try (Pieces pieces = Pieces.start(folder, SimulatorSettings.defaults(), 5)) {
            Piece api = pieces.api();
            Ledger ledger = new Ledger(pieces);
            long size = Files.size(manifest);
            Manifests first = new Manifests(api.uri());
            first.breakOff("", "night", manifest, size / 3, () -> staged(ledger, LINES / 4));
            first.breakOff("", "night", manifest, size * 2 / 3, () -> {
                staged(ledger, LINES / 2);
                kill(api);
            });

            Manifests manifests = new Manifests(pieces.api().uri());
            long begun = System.nanoTime();
            JsonNode taken = manifests.submit("", "night", manifest);
            JsonNode again = manifests.submit("", "night", manifest);

            assertThat(taken.at("/counts/lines").asInt()).isEqualTo(LINES);
            assertThat(again.path("batch_id")).isEqualTo(taken.path("batch_id"));
            assertThat(ledger.count("batch_line", "true")).isEqualTo(LINES);
            System.out.printf(
                    "took the rest of %d lines, and compared all of them again, in %d ms%n",
                    LINES, Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
    }

    private static void kill(Piece piece) {
        try {
            piece.kill();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void staged(Ledger ledger, int lines) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ledger.count("batch_line", "true") >= lines);
    }
}
