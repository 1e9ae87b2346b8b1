package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Manifests run to their end by real processes, some of whose renders fail. {@code -Dreelay.measure=true} runs one of 10,000
 * lines.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchesIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final int LINES = LONG ? 10_000 : 300;
    private static final SimulatorSettings WELL = SimulatorSettings.defaults()
            .with(Setting.GENERATION_TIME, "300ms")
            .with(Setting.RESULT_SIZE, "16KiB")
            .with(Setting.KEEP_BODIES, "20000");

    private Pieces pieces;
    private Ledger ledger;
    private Manifests manifests;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pieces = Pieces.start(folder, WELL, 200);
        ledger = new Ledger(pieces);
        manifests = new Manifests(pieces.api().uri());
        pieces.worker("worker-1");
    }

    @AfterAll
    void everyEventWasAsDescribed() throws IOException {
        try (Pieces all = pieces) {
            DescribedEvents.check(all);
        }
    }

    @Test
    void itLeavesResultsInItsOrderAndAManifestOfWhatFailed() throws Exception {
        pieces.simulator().change(settings -> WELL.with(Setting.FAULTS, "generation-fails:0.03"));
        String batch = submit("concurrency=100&name=night", Manifests.lines("run", LINES));
        awaitEnd(batch, "completed");

        JsonNode end = manifests.get(batch);
        List<JsonNode> results = manifests.file(batch, "results");
        List<JsonNode> errors = manifests.file(batch, "errors");
        assertThat(results).extracting(line -> line.path("custom_id").asText()).containsExactlyElementsOf(ids(LINES));
        assertThat(errors).as("failed by the dice").isNotEmpty();
        assertThat(errors).hasSize(end.at("/counts/failed").asInt());
        assertThat(results)
                .allSatisfy(line -> assertThat(line.path("status").asText())
                        .isEqualTo(line.has("artifacts") ? "completed" : "failed"));
        assertThat(charged(end)).as("by the provider's bill").isEqualByComparingTo(billed("run <"));

        pieces.simulator().change(settings -> WELL);
        String rest = errors.stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
        String again = manifests.submit("", "rest", rest).path("batch_id").asText();
        awaitEnd(again, "completed");
        assertThat(manifests.get(again).at("/counts/completed").asInt()).isEqualTo(errors.size());

        String retried = manifests.steer(batch, "retry").path("batch_id").asText();
        awaitEnd(retried, "completed");
        assertThat(manifests.get(retried).at("/counts/completed").asInt()).isEqualTo(errors.size());
        assertThat(manifests.get(retried).path("retry_of").asText()).isEqualTo(batch);
        assertThat(manifests.steer(batch, "retry").path("batch_id").asText())
                .as("it is not bought a third time")
                .isEqualTo(retried);
    }

    @Test
    void noMoreAreOpenThanWereWished() throws Exception {
        String batch = submit("concurrency=5", Manifests.lines("narrow", 40));

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    assertThat(ledger.count("generation", "batch_id = '" + batch + "' and ended_at is null"))
                            .isLessThanOrEqualTo(5);
                    return manifests.get(batch).path("status").asText().equals("completed");
                });
    }

    @Test
    void aPauseHoldsTheRestAndACancelLeavesIt() throws Exception {
        pieces.simulator().change(settings -> WELL.with(Setting.GENERATION_TIME, "3s"));
        String batch = submit("concurrency=10", Manifests.lines("steered", 100));
        await(() -> assertThat(manifests.get(batch).at("/counts/open").asInt()).isEqualTo(10));

        manifests.steer(batch, "pause");
        await(() -> assertThat(manifests.get(batch).at("/counts/open").asInt()).isZero());
        assertThat(manifests.get(batch).at("/counts/waiting").asInt()).isEqualTo(90);
        manifests.steer(batch, "resume");
        await(() -> assertThat(manifests.get(batch).at("/counts/open").asInt()).isEqualTo(10));
        manifests.steer(batch, "cancel");
        awaitEnd(batch, "cancelled");

        JsonNode counts = manifests.get(batch).path("counts");
        assertThat(counts.path("cancelled").asInt() + counts.path("completed").asInt())
                .isEqualTo(100);
        assertThat(counts.path("cancelled").asInt()).isGreaterThanOrEqualTo(80);
        assertThat(manifests.file(batch, "results")).hasSize(100);
        assertThat(manifests.file(batch, "errors"))
                .hasSize(counts.path("cancelled").asInt());
        assertThat(charged(manifests.get(batch))).isEqualByComparingTo(billed("steered <"));
        pieces.simulator().change(settings -> WELL);
    }

    @Test
    void itsProgressIsToldUntilItHasEnded() throws Exception {
        String batch = submit("concurrency=3", Manifests.lines("told", 12));

        String told = manifests.text(batch, "progress");

        assertThat(told).contains("event: progress").contains("\"status\":\"running\"");
        assertThat(told.strip().lines().toList().getLast()).contains("\"status\":\"completed\"");
    }

    @Test
    void whatDoesNotFitItsBudgetWaits() throws Exception {
        String batch = submit("budget=1.1", Manifests.lines("thrifty", 5));

        await(() ->
                assertThat(manifests.get(batch).at("/counts/completed").asInt()).isEqualTo(2));
        await(() -> assertThat(ledger.count("generation", "batch_id = '" + batch + "' and held_by is not null"))
                .isEqualTo(3));
        manifests.steer(batch, "cancel");
        awaitEnd(batch, "cancelled");
    }

    private String submit(String query, String manifest) throws IOException, InterruptedException {
        return manifests
                .submit(query, "key-" + manifest.hashCode(), manifest)
                .path("batch_id")
                .asText();
    }

    private void awaitEnd(String batch, String status) {
        await(() -> assertThat(manifests.get(batch).path("status").asText()).isEqualTo(status));
    }

    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "c-" + n).toList();
    }

    private static BigDecimal charged(JsonNode batch) {
        return batch.at("/charges/0/spent").decimalValue();
    }

    private BigDecimal billed(String prompt) {
        return pieces
                .simulator()
                .bill(line -> String.valueOf(line.received().body()).contains(prompt))
                .lines()
                .stream()
                .map(line -> line.course().charged())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(LONG ? 900 : 120))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(assertion);
    }
}
