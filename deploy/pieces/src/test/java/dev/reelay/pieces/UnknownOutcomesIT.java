package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Submits whose outcome is not known, by real processes, against the provider's bill. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownOutcomesIT {
    /** The provider takes it, and the answer is lost. */
    private static final String LOST = "[[fault:submit-reset-after-body-accepted]]";

    private static final String FAL = "fal-ai/luma-dream-machine/ray-2/image-to-video";
    private static final String WAVESPEED = "luma/ray-2-i2v";

    private Pieces pieces;
    private Requests requests;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        SimulatorSettings simulated =
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB");
        pieces = Pieces.start(folder, simulated, 20);
        hurry(folder.resolve("catalog"));
        requests = new Requests(pieces.api().uri());
        pieces.worker("worker-1", Map.of("reelay.sweep.deadlines", "1s"));
    }

    /** The same definitions, looked at more often. */
    private void hurry(Path definitions) throws IOException {
        Path providers = Files.createDirectories(definitions.resolve("providers"));
        String poll = "poll: {pace: {first: 200ms, every: 200ms, longest: 500ms, least: 200ms}}\n";
        Files.writeString(providers.resolve("fal.yaml"), "provider: fal\n" + poll);
        Files.writeString(
                providers.resolve("wavespeed.yaml"),
                "provider: wavespeed\n" + poll + "history: {looks: {first: 500ms, every: 1s, longest: 4s}}\n");
        pieces.set("reelay.catalog.folder", definitions.toString());
    }

    @AfterAll
    void everyEventWasAsDescribed() throws IOException {
        try (Pieces all = pieces) {
            DescribedEvents.check(all);
        }
    }

    @BeforeEach
    void nothingGoesWrong() {
        pieces.simulator().clearFaults();
        pieces.simulator().resetBill();
    }

    @Test
    void withoutAPolicyItFailsAndIsPaidOnce() throws Exception {
        URI request = submit(FAL, LOST, "fail");

        await(request, "failed");

        assertThat(requests.get(request + "/result").at("/error/class").asText())
                .isEqualTo("submit_outcome_unknown");
        assertBilled(1, 1);
        assertThat(requests.attemptStates(List.of(request))).containsOnly("UNKNOWN");
    }

    @Test
    void whereTheCallerAllowsItItIsSubmittedOnceMore() throws Exception {
        URI request = submit(FAL, LOST.replace("]]", "*1]]"), "resubmit");

        await(request, "completed");

        assertBilled(2, 2);
        assertThat(types(request)).containsSubsequence("attempt.unknown", "generation.requeued", "attempt.accepted");
    }

    @Test
    void whatIsHeldTellsWhatAPersonCanDoAndIsSettledByOne() throws Exception {
        URI request = submit(FAL, LOST, "hold");
        awaitHeld(request);
        assertThat(requests.get(request + "/status").at("/waiting/next").asText())
                .contains("settle attempt 1 as resubmit, fail or accepted");
        String job = line().job();

        JsonNode settled = settle(request, "{\"outcome\": \"accepted\", \"provider_request_id\": \"" + job + "\"}");

        assertThat(settled.path("status").asText()).isEqualTo("in_progress");
        await(request, "completed");
        assertBilled(1, 1);
        assertThat(types(request))
                .containsSubsequence("attempt.unknown", "attempt.settled", "attempt.accepted", "generation.completed");
    }

    @Test
    void whatIsHeldCanBeSubmittedOnceMoreOrGivenUp() throws Exception {
        URI again = submit(FAL, LOST.replace("]]", "*1]]"), "hold");
        URI given = submit(FAL, LOST, "hold");
        awaitHeld(again);
        awaitHeld(given);

        settle(again, "{\"outcome\": \"resubmit\"}");
        settle(given, "{\"outcome\": \"fail\"}");

        await(again, "completed");
        await(given, "failed");
        assertBilled(3, 3);
    }

    @Test
    void whatIsHeldEndsWithItsDeadline() throws Exception {
        URI request = requests.submitEnvelope(envelope(FAL, LOST, "hold")
                .replace("\"on_unknown\"", "\"finish_by\": \"" + Instant.now().plusSeconds(4) + "\", \"on_unknown\""));

        await(request, "failed");

        assertThat(requests.get(request + "/result").at("/error/class").asText())
                .isEqualTo("timeout");
    }

    @Test
    void aLateResultOfWhatHasFailedIsKeptAndAnnounced() throws Exception {
        URI request = submit(FAL, LOST, "fail");
        await(request, "failed");

        settle(request, "{\"outcome\": \"accepted\", \"provider_request_id\": \"" + line().job() + "\"}");

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(types(request)).contains("attempt.recovered"));
        JsonNode whole = requests.get(request.toString());
        assertThat(whole.path("status").asText()).isEqualTo("failed");
        assertThat(whole.at("/artifacts/0/sha256").asText())
                .isEqualTo(pieces.simulator().sha256(line().job()));
        assertBilled(1, 1);
    }

    @Test
    void aLostSubmitIsFoundInTheHistoryWhateverThePolicy() throws Exception {
        URI request = submit(WAVESPEED, LOST, "resubmit");

        await(request, "completed");

        assertBilled(1, 1);
        assertThat(types(request)).doesNotContain("attempt.unknown", "generation.requeued");
        assertThat(requests.attemptStates(List.of(request))).containsOnly("SUCCEEDED");
    }

    @Test
    void aHistoryThatComesLateOrAnswersWithErrorsIsAskedAgain() throws Exception {
        pieces.simulator().inject(FaultRule.calls(1, FaultOrder.parse("history-500")));
        URI request = submit(WAVESPEED, LOST, "fail");

        await(request, "completed");

        assertBilled(1, 1);
    }

    @Test
    void whatTheHistoryDoesNotShowIsNotTakenForNotDelivered() throws Exception {
        URI hidden = submit(WAVESPEED, LOST + " [[fault:history-hides]]", "fail");
        await(hidden, "failed");
        URI mute = submit(WAVESPEED, LOST + " [[fault:history-no-input]]", "fail");
        await(mute, "failed");

        assertThat(requests.get(hidden + "/result").at("/error/class").asText()).isEqualTo("submit_outcome_unknown");
        assertThat(requests.get(hidden + "/result").at("/error/message").asText())
                .contains("shows none that could be this one, which proves nothing");
        assertThat(requests.get(mute + "/result").at("/error/message").asText())
                .contains("1 of that time that do not tell their input");
        assertBilled(2, 2);
    }

    @Test
    void twoLostSubmitsOfOneInputShareWhatIsFound() throws Exception {
        String prompt = "shared " + UUID.randomUUID();
        pieces.simulator().inject(FaultRule.next(1, FaultOrder.parse("submit-reset-after-body-accepted")));
        URI accepted = requests.submitEnvelope(envelopeOf(WAVESPEED, prompt, "fail"));
        Awaitility.await().until(() -> !pieces.simulator().bill().lines().isEmpty());
        pieces.simulator().inject(FaultRule.next(1, FaultOrder.parse("submit-reset-after-body")));
        URI refused = requests.submitEnvelope(envelopeOf(WAVESPEED, prompt, "fail"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(requests.states(List.of(accepted, refused)))
                        .containsExactlyInAnyOrder("completed", "failed"));

        assertBilled(1, 1);
    }

    private URI submit(String model, String fault, String policy) throws IOException, InterruptedException {
        return requests.submitEnvelope(envelope(model, fault, policy));
    }

    private static String envelope(String model, String fault, String policy) {
        return envelopeOf(model, UUID.randomUUID() + " " + fault, policy);
    }

    private static String envelopeOf(String model, String prompt, String policy) {
        String image = model.equals(WAVESPEED) ? "image" : "image_url";
        return """
                {"model": "%s", "on_unknown": "%s", "input": {"prompt": "%s", "%s": "https://example.com/first.jpg"}}""".formatted(model, policy, prompt, image);
    }

    private JsonNode settle(URI request, String body) throws IOException, InterruptedException {
        return requests.post(request.getPath() + "/attempts/1/settle", body);
    }

    private void await(URI request, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThat(requests.states(List.of(request))).containsOnly(state));
    }

    private void awaitHeld(URI request) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> requests.get(request + "/status")
                        .at("/waiting/reason")
                        .asText()
                        .equals("held"));
    }

    private BillLine line() {
        return pieces.simulator().bill().lines().getFirst();
    }

    /** Nothing that has ended here may be under way there. */
    private void assertBilled(long submits, long charged) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<BillLine> lines = pieces.simulator().bill().lines().stream()
                    .filter(line -> line.verdict().accepted())
                    .toList();
            assertThat(lines).hasSize((int) submits);
            assertThat(lines.stream().filter(line -> line.course().charged().signum() > 0))
                    .hasSize((int) charged);
        });
    }

    private List<String> types(URI request) throws IOException, InterruptedException {
        return StreamSupport.stream(
                        requests.get(request.toString()).path("timeline").spliterator(), false)
                .map(happening -> happening.path("type").asText())
                .toList();
    }
}
