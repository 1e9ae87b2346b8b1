package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A worker is told to stop during calls that are answered with the video itself, and that last longer than its drain. */
class StoppedLongCallIT {
    private static final String SEGMIND = "luma-ray-img-2-video";
    private static final String STALLS = "[[fault:download-stall@50000]]";

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void whatHadNoAnswerIsUnknownAndWhatHadBegunToArriveIsLostAndBothAreTold() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "1MiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 5)) {
            pieces.set("reelay.run.drain", "1s");
            pieces.set("reelay.run.answer-margin", "1s");
            Ledger ledger = new Ledger(pieces);
            Requests requests = new Requests(pieces.api().uri());
            Piece worker = pieces.namedWorker("worker-1");
            URI rendering = submit(requests, "renders on");
            URI arriving = submit(requests, "arrives " + STALLS);
            await(() -> assertThat(pieces.simulator().bill().lines()).hasSize(2));
            pieces.simulator().finish(job(pieces, STALLS));
            await(() -> assertThat(requests.attemptStates(List.of(arriving))).containsOnly("ACCEPTED"));

            assertThat(worker.terminate(Duration.ofSeconds(15)))
                    .as("ended by itself")
                    .isTrue();
            assertThat(worker.log()).contains("stops with 2 calls or copies on the wire");
            // Unknown already where the end of its connections came before the end of the process.
            assertThat(requests.attemptStates(List.of(rendering))).isSubsetOf("SUBMITTING", "UNKNOWN");
            pieces.simulator().finish(job(pieces, "renders on"));
            theTimeOfTheCallsPasses(ledger);
            worker.start();

            await(() ->
                    assertThat(requests.states(List.of(rendering, arriving))).containsOnly("failed"));
            assertEnded(requests.get(rendering.toString()), "submit_outcome_unknown", "unknown");
            assertEnded(requests.get(arriving.toString()), "result_lost", "failed");
            assertThat(ledger.rows("select data ->> 'owed' from event where type = 'generation.failed' order by 1"))
                    .containsExactly("perhaps", "yes");
            assertThat(ledger.count("artifact", "true")).isZero();
            assertThat(pieces.simulator().bill().totals().submits().all())
                    .as("nothing is bought again")
                    .isEqualTo(2);
        }
    }

    /** Whoever finds such an attempt waits for as long as its answer may still arrive, by the database's clock. */
    private static void theTimeOfTheCallsPasses(Ledger ledger) {
        assertThat(ledger.rows(
                        "update attempt set answer_before = clock_timestamp() where done_at is null returning id"))
                .hasSize(2);
    }

    private static URI submit(Requests requests, String prompt) throws Exception {
        return requests.submitEnvelope("""
                {"model": "%s", "input": {"prompt": "%s", "start_frame": "https://example.com/first.jpg"}}""".formatted(SEGMIND, prompt));
    }

    private static String job(Pieces pieces, String prompt) {
        return pieces
                .simulator()
                .bill(line -> String.valueOf(line.received().body()).contains(prompt))
                .lines()
                .stream()
                .map(BillLine::job)
                .toList()
                .getFirst();
    }

    private static void assertEnded(JsonNode request, String error, String attempt) {
        assertThat(request.at("/error/class").asText()).isEqualTo(error);
        assertThat(request.at("/error/money_may_be_owed").asBoolean()).isTrue();
        assertThat(request.at("/attempts/0/state").asText()).isEqualTo(attempt);
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(assertion);
    }
}
