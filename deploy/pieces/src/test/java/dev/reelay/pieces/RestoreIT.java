package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.migrate.BeginQuarantine;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database goes back to a backup, while the providers and the bucket do not: what was bought since is not bought again
 * without a person's word.
 */
class RestoreIT {
    private static final String LUMA = "luma/luma-ray-2/image-to-video";

    @TempDir
    Path folder;

    @Test
    void whatWasBoughtSinceTheBackupIsNotBoughtAgainWithoutAWord() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 1)) {
            hurry(pieces);
            Piece api = pieces.api();
            Piece worker = pieces.worker("worker-1");
            Requests before = new Requests(api.uri());
            URI running = before.submit(LUMA, 1);
            await(() -> assertThat(before.attemptStates(List.of(running))).containsExactly("ACCEPTED"));
            URI waiting = before.submit(LUMA, 2);
            await(() -> assertThat(reason(before, waiting)).isEqualTo("slot"));

            Path backup = backUp(pieces);
            await(() -> assertThat(before.states(List.of(running, waiting))).isNotEmpty());
            URI lost = before.submit(LUMA, 3);
            finish(pieces, before, List.of(running, waiting, lost));
            assertThat(bought(pieces)).isEqualTo(3);
            worker.kill();
            api.kill();
            restore(pieces, backup);
            assertThat(quarantine(pieces)).isEqualTo(2);

            Requests after = new Requests(pieces.api().uri());
            pieces.worker("worker-1");
            URI again = after.submit(LUMA, 3);
            URI held = URI.create(again.toString().replaceAll("[^/]+$", last(waiting)));
            URI polled = URI.create(again.toString().replaceAll("[^/]+$", last(running)));
            finish(pieces, after, List.of(polled));
            await(() -> assertThat(List.of(reason(after, held), reason(after, again)))
                    .containsOnly("quarantine"));
            assertThat(after.get("/v1/quarantine").path("held").asInt()).isEqualTo(2);
            assertThat(after.get("/v1/requests?status=quarantined").path("requests"))
                    .hasSize(2);
            assertThat(bought(pieces)).as("polled, and nothing submitted").isEqualTo(3);

            after.post("/v1/quarantine/end", "{\"release\": false}");
            after.cancel(held);
            assertThat(reason(after, again)).isEqualTo("quarantine");
            after.post(again.getPath() + "/release", "");
            URI fresh = after.submit(LUMA, 4);
            finish(pieces, after, List.of(again, fresh));
            assertThat(bought(pieces)).isEqualTo(5);
            assertThat(new Ledger(pieces).count("attempt", "verdict_at is null"))
                    .isZero();
        }
    }

    /** The same definition, looked at more often; and a dead worker's work is taken over sooner. */
    private void hurry(Pieces pieces) throws IOException {
        Path providers = Files.createDirectories(folder.resolve("catalog/providers"));
        Files.writeString(
                providers.resolve("runcomfy.yaml"),
                "provider: runcomfy\npoll: {pace: {first: 200ms, every: 200ms, longest: 500ms, least: 200ms}}\n");
        pieces.set("reelay.catalog.folder", folder.resolve("catalog").toString());
        pieces.set("reelay.worker.session", "6s");
    }

    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }

    private static String reason(Requests requests, URI request) throws IOException, InterruptedException {
        JsonNode status = requests.get(request + "/status");
        return status.path("waiting").path("reason").asText();
    }

    private static String last(URI request) {
        return request.getPath().replaceAll(".*/", "");
    }

    private static long bought(Pieces pieces) {
        return pieces.simulator().bill().totals().submits().accepted();
    }

    private static void finish(Pieces pieces, Requests requests, List<URI> wanted) {
        await(() -> {
            pieces.simulator().bill().lines().forEach(line -> pieces.simulator().finish(line.job()));
            assertThat(requests.states(wanted)).containsOnly("completed");
        });
    }

    /** As somebody copies the folder of a server that is stopped. */
    private Path backUp(Pieces pieces) throws Exception {
        pieces.database().stop();
        Path backup = folder.resolve("backup");
        copy(pieces.databaseFolder().resolve("data"), backup);
        pieces.database().start();
        return backup;
    }

    private static void restore(Pieces pieces, Path backup) throws Exception {
        pieces.database().stop();
        copy(backup, pieces.databaseFolder().resolve("data"));
        pieces.database().start();
    }

    private static int quarantine(Pieces pieces) throws Exception {
        Properties login = new Properties();
        login.setProperty("user", pieces.settings().getOrDefault("quarkus.datasource.username", ""));
        return BeginQuarantine.run(pieces.settings().getOrDefault("quarkus.datasource.jdbc.url", ""), login);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
