package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.FreePorts;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Providers that call back, by real processes. A look is due only after ten minutes, so that what ends sooner was ended by
 * a callback.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbacksIT {
    private static final String FAL = "fal-ai/luma-dream-machine/ray-2/image-to-video";
    private static final String WAVESPEED = "luma/ray-2-i2v";
    private static final String LOST = "[[fault:submit-reset-after-body-accepted]] [[fault:history-hides]]";

    private Pieces pieces;
    private Requests requests;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        SimulatorSettings simulated =
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "4s").with(Setting.RESULT_SIZE, "64KiB");
        pieces = Pieces.start(folder, simulated, 20);
        String simulator = pieces.simulator().baseUri().toString();
        int port = FreePorts.find(1).getFirst();
        String api = "http://127.0.0.1:" + port;
        define(folder.resolve("catalog"), simulator);
        pieces.set("reelay.outside.allowed-origins", simulator + "," + api);
        pieces.set("reelay.callbacks.public-url", api);
        pieces.set("reelay.providers.wavespeed.webhook-secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        requests = new Requests(pieces.api(port, Map.of()).uri());
        pieces.worker("worker-1");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> new Ledger(pieces).count("callback_keys", "fetched_at is not null") == 1);
    }

    /** The same definitions, looked at seldom, and the keys where the simulator publishes them. */
    private void define(Path definitions, String simulator) throws IOException {
        Path providers = Files.createDirectories(definitions.resolve("providers"));
        String poll = "poll: {pace: {first: 10m, every: 10m, longest: 10m, least: 10m}}\n";
        Files.writeString(
                providers.resolve("fal.yaml"),
                "provider: fal\n" + poll + "callback: {signature: {keys: " + simulator
                        + "/fal/.well-known/jwks.json}}\n");
        Files.writeString(
                providers.resolve("wavespeed.yaml"),
                "provider: wavespeed\n" + poll + "history: {looks: {first: 200ms, every: 200ms, longest: 500ms}}\n");
        pieces.set("reelay.catalog.folder", definitions.toString());
    }

    @AfterAll
    void everyEventWasAsDescribed() throws IOException {
        try (Pieces all = pieces) {
            DescribedEvents.check(all);
        }
    }

    private URI submit(String model, String fault, String policy) throws IOException, InterruptedException {
        String image = model.equals(WAVESPEED) ? "image" : "image_url";
        return requests.submitEnvelope("""
                {"model": "%s", "on_unknown": "%s", "input": {"prompt": "%s %s", "%s": "https://example.com/first.jpg"}}""".formatted(model, policy, UUID.randomUUID(), fault, image));
    }

    private void await(URI request, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThat(requests.states(List.of(request))).containsOnly(state));
    }

    private List<String> types(URI request) throws IOException, InterruptedException {
        return StreamSupport.stream(
                        requests.get(request.toString()).path("timeline").spliterator(), false)
                .map(happening -> happening.path("type").asText())
                .toList();
    }

    /** What became of the one submit whose prompt holds this. */
    private BillLine line(String word) {
        return pieces.simulator().bill().lines().stream()
                .filter(line -> String.valueOf(line.received().body()).contains(word))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {FAL, WAVESPEED})
    void aCallbackEndsTheWaitForTheNextLook(String model) throws Exception {
        URI request = submit(model, "[[fault:webhook-twice]]", "fail");

        await(request, "completed");

        assertThat(types(request)).containsOnlyOnce("attempt.accepted", "generation.completed");
    }

    @Test
    void aFailureIsAskedForToo() throws Exception {
        URI request = submit(FAL, "[[fault:generation-moderated-prompt]]", "fail");

        await(request, "failed");

        assertThat(requests.get(request + "/result").at("/error/class").asText())
                .isEqualTo("moderated");
    }

    @Test
    void aCallbackOfWhichNobodyIsToldIsFoundInTheLedger() throws Exception {
        String word = UUID.randomUUID().toString();
        URI request = submit(FAL, word + " [[fault:webhook-never-sent]]", "fail");
        Awaitility.await().ignoreExceptions().until(() -> line(word).course().rendered());

        new Ledger(pieces)
                .rows("update attempt a set called_back_at = now() where state = 'ACCEPTED' and generation_id = '"
                        + request.getPath().substring(request.getPath().lastIndexOf("/") + 1) + "' returning 1");

        await(request, "completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {FAL, WAVESPEED})
    void anUnknownOutcomeIsSettled(String model) throws Exception {
        URI held = submit(model, LOST, "hold");

        await(held, "completed");

        assertThat(types(held))
                .containsSubsequence(
                        "attempt.unknown", "attempt.accepted", "generation.storing", "generation.completed");
    }

    @Test
    void theResultOfWhatHasFailedIsKeptAndAnnounced() throws Exception {
        URI request = submit(FAL, LOST, "fail");
        await(request, "failed");

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(types(request)).contains("attempt.recovered"));

        assertThat(requests.states(List.of(request))).containsOnly("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-bad-signature", "webhook-old-timestamp"})
    void whatIsNotTheProvidersChangesNothing(String fault) throws Exception {
        for (String model : List.of(FAL, WAVESPEED)) {
            String word = UUID.randomUUID().toString();
            URI request = submit(model, word + " [[fault:" + fault + "]]", "fail");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(line(word).traffic().webhooks()).contains("401"));

            assertThat(requests.states(List.of(request))).containsOnly("in_progress");
            requests.cancel(request);
        }
    }
}
