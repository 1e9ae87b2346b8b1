package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is frozen during the paid call, and wakes when another has called its outcome unknown. */
class LateAnswerIT {
    private static final String SLOW = "[[fault:submit-slow@3000]]";

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void anAnswerThatComesAfterTheOutcomeWasCalledUnknownIsKept() throws Exception {
        SimulatorSettings simulated =
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 20)) {
            // However slow this machine is, it is the worker that is late and not the call.
            Path catalog = Files.createDirectories(folder.resolve("catalog/providers"));
            Files.writeString(catalog.resolve("fal.yaml"), "provider: fal\nsubmit:\n  timeout: 5m\n");
            pieces.set("reelay.catalog.folder", folder.resolve("catalog").toString());
            pieces.set("reelay.worker.session", "6s");
            pieces.set("reelay.run.answer-within", "8s");
            pieces.set("reelay.run.answer-margin", "1s");
            pieces.set("reelay.run.unknown-every", "1s");
            Requests requests = new Requests(pieces.api().uri());
            Piece frozen = pieces.worker("worker-1", Map.of());
            URI failed = requests.submitEnvelope(envelope("failed", "fail"));
            URI held = requests.submitEnvelope(envelope("held", "hold"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> pieces.simulator().bill().lines().size() == 2);
            frozen.freeze();
            // As if it had been frozen for as long as its call may take.
            new Ledger(pieces).rows("update attempt set answer_before = clock_timestamp() returning id");

            pieces.worker("worker-2", Map.of());
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(requests.attemptStates(List.of(failed, held)))
                            .containsOnly("UNKNOWN"));
            assertThat(requests.states(List.of(failed))).containsOnly("failed");
            frozen.thaw();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(
                            () -> assertThat(requests.states(List.of(held))).containsOnly("completed"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(types(requests.get(failed.toString())))
                            .contains("attempt.accepted", "attempt.recovered"));
            assertThat(types(requests.get(failed.toString())))
                    .filteredOn(type -> type.equals("generation.failed") || type.equals("generation.completed"))
                    .containsExactly("generation.failed");
            assertThat(pieces.simulator().bill().totals().submits().all()).isEqualTo(2);
            assertThat(pieces.simulator().bill().repeats().acceptedTwice()).isZero();
        }
    }

    private static String envelope(String prompt, String policy) {
        return """
                {"model": "fal-ai/luma-dream-machine/ray-2/image-to-video", "on_unknown": "%s",
                 "input": {"prompt": "%s %s"}}""".formatted(policy, prompt, SLOW);
    }

    private static List<String> types(JsonNode request) {
        return StreamSupport.stream(request.path("timeline").spliterator(), false)
                .map(happening -> happening.path("type").asText())
                .toList();
    }
}
