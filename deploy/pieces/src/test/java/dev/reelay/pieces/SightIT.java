package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.pieces.sight.AlertRules;
import dev.reelay.pieces.sight.Dashboards;
import dev.reelay.pieces.sight.Expression;
import dev.reelay.pieces.sight.MetricsPage;
import dev.reelay.pieces.sight.Scrape;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run in which first all is well and then everything goes wrong that an alert is for: none of them fires in the one part,
 * and each in the other. What is told meanwhile is what the page of metrics says, no more and no less.
 */
class SightIT {
    private static final String FAL = "fal-ai/luma-dream-machine/ray-2/image-to-video";
    private static final String KEY = "s".repeat(43);

    @TempDir
    Path folder;

    private final Set<String> fired = new TreeSet<>();
    private final Set<String> told = new HashSet<>();
    private Scrape last = new Scrape();

    @Test
    void whatIsToldIsDocumentedAndEachAlertFiresWhenItsReasonIsThere() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "300ms")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 40);
                Mishaps mishaps = new Mishaps(pieces)) {
            settings(pieces);
            Piece api = pieces.api(Map.of("reelay.secrets.key", KEY));
            Requests requests = new Requests(api.uri());
            Piece first = pieces.worker("worker-1", Map.of("reelay.secrets.key", KEY, "reelay.log.json", "true"));
            allIsWell(requests, mishaps, api, first);

            first.terminate(Duration.ofSeconds(20));
            fire(new Scrape(), scrape(api, first));

            Piece second = pieces.worker("worker-2", Map.of());
            everythingGoesWrong(requests, mishaps, api, second);

            assertThat(fired)
                    .containsExactlyInAnyOrderElementsOf(AlertRules.read().keySet());
            assertThat(MetricsPage.families(told)).isEqualTo(MetricsPage.names());
            Dashboards.expressions()
                    .forEach(expression -> assertThat(told).containsAll(Dashboards.metrics(expression)));
            linesAreObjectsWithTheirKeys(folder.resolve("worker-1.log"));
        }
    }

    private static void settings(Pieces pieces) throws IOException {
        Path catalog = pieces.databaseFolder().resolveSibling("catalog");
        Path providers = Files.createDirectories(catalog.resolve("providers"));
        String poll = "poll: {pace: {first: 200ms, every: 200ms, longest: 300ms, least: 200ms}}\n";
        Files.writeString(providers.resolve("fal.yaml"), "provider: fal\n" + poll);
        Files.writeString(
                providers.resolve("wavespeed.yaml"),
                "provider: wavespeed\n" + poll + "history: {looks: {first: 200ms, every: 500ms, longest: 1s}}\n");
        Files.writeString(providers.resolve("segmind.yaml"), "provider: segmind\n" + poll);
        pieces.set("reelay.catalog.folder", catalog.toString());
        pieces.set("reelay.sweep.oldest", "1s");
        pieces.set("reelay.limits.watch", "1s");
        pieces.set("reelay.sweep.orphans", "1s");
        pieces.set("reelay.breaker.after", "25");
        pieces.set("reelay.request.inline-input-bytes", "1500");
        pieces.set("reelay.callbacks.public-url", "https://callbacks.example.invalid");
        pieces.set("reelay.providers.wavespeed.webhook-secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    private void allIsWell(Requests requests, Mishaps mishaps, Piece api, Piece worker) throws Exception {
        requests.post("/v1/webhooks", "{\"url\": \"https://hooks.example.invalid/reelay\"}");
        Scrape before = scrape(api, worker);
        mishaps.recordsThatAreNoRequests(1);
        mishaps.callbackThatIsNotSigned(api.uri());
        URI video = submit(requests, "fal", "");
        URI recovered = submit(requests, "wavespeed", "[[fault:submit-reset-after-body-accepted]]");
        await(requests, List.of(video, recovered));
        fired.clear();
        awaitTold(
                api,
                worker,
                "reelay_delivery_seconds_count",
                "reelay_recovery_looks_total",
                "reelay_topic_records_total");

        fire(before, scrape(api, worker));

        assertThat(fired).isEmpty();
    }

    private void everythingGoesWrong(Requests requests, Mishaps mishaps, Piece api, Piece worker) throws Exception {
        await(requests, List.of(submit(requests, "segmind", "")));
        Scrape before = scrape(api, worker);
        mishaps.recordsThatAreNoRequests(25);
        awaitFired(before, api, worker, "ReelayRecordsRejected");
        // With the one of before: none of them is answered later than this.
        awaitCount(api, worker, "reelay_topic_records_total", "rejected", 26);
        before = scrape(api, worker);
        for (int n = 0; n < 26; n++) {
            submit(requests, "fal", "[[fault:submit-reset-after-body-accepted]]");
        }
        submit(requests, "runcomfy", "[[fault:submit-no-credit]]");
        submit(requests, "segmind", "[[fault:status-500*always]]");
        mishaps.muchIsSpent();
        mishaps.storeIsGone();
        mishaps.recordThatNeedsTheStore();
        submit(requests, "wavespeed", "");
        awaitFired(
                before,
                api,
                worker,
                "ReelayOutcomesUnknown",
                "ReelayAttemptsHeld",
                "ReelayAccountOut",
                "ReelayBreakerOpen",
                "ReelayPollsUnanswered",
                "ReelayCopiesFail",
                "ReelaySpendFast",
                "ReelayRecordsNotAnswered");
        mishaps.partitionIsGone();
        mishaps.theOldestIsOld();
        mishaps.deliveriesAreLate();
        mishaps.brokerIsBehind();
        awaitFired(
                before,
                api,
                worker,
                "ReelayOrphans",
                "ReelayOldestRequest",
                "ReelayDeliveriesLate",
                "ReelayEventsUnpublished");
        mishaps.brokerIsGone();
        mishaps.accepted("1 hour", submit(requests, "wavespeed", ""));
        // A counter that nobody has seen yet does not rise by appearing.
        awaitCount(api, worker, "reelay_work_records_total", "failed", 1);
        submit(requests, "wavespeed", "");
        mishaps.relayIsHeldUp();
        awaitFired(
                before,
                api,
                worker,
                "ReelayRequestsNotReceived",
                "ReelayWorkNotSent",
                "ReelayRecordsNotRead",
                "ReelayEventsLate");
        mishaps.databaseIsGone();
        for (int n = 0; n < 3; n++) {
            requests.trySubmit(FAL, "nobody can take this");
            fire(before, scrape(api, worker));
        }
    }

    /** Whatever fired before does not count. */
    private void awaitFired(Scrape before, Piece api, Piece worker, String... alerts) {
        fired.removeAll(List.of(alerts));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    fire(before, scrape(api, worker));
                    assertThat(fired).contains(alerts);
                });
    }

    private static URI submit(Requests requests, String provider, String fault) throws Exception {
        return requests.submitEnvelope("""
                {"model": "luma/ray-2/image-to-video", "providers": ["%s"], "allow_nearest": true,
                 "input": {"prompt": "a boat %s", "image_url": "https://example.com/first.jpg"}}""".formatted(provider, fault));
    }

    private static void await(Requests requests, List<URI> all) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(requests.states(all)).containsOnly("completed"));
    }

    private void awaitTold(Piece api, Piece worker, String... names) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(scrape(api, worker).names()).contains(names));
    }

    private void awaitCount(Piece api, Piece worker, String name, String outcome, double least) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            fire(new Scrape(), scrape(api, worker));
            assertThat(last.samples())
                    .anyMatch(sample -> sample.name().equals(name)
                            && outcome.equals(sample.labels().get("outcome"))
                            && sample.value() >= least);
        });
    }

    private Scrape scrape(Piece api, Piece worker) throws InterruptedException {
        Scrape scrape = new Scrape().with("reelay-api", "api", text(api)).with("reelay-worker", "worker", text(worker));
        told.addAll(scrape.names());
        return scrape;
    }

    private static @Nullable String text(Piece piece) throws InterruptedException {
        try {
            return piece.isAlive() ? piece.get("/q/metrics").body() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void fire(Scrape before, Scrape now) throws IOException {
        // A range reaches as far back as the scrapes do that it has: from the first, or from the last one before.
        for (Scrape begin : List.of(before, last)) {
            Expression expression = new Expression(begin, now);
            AlertRules.read().forEach((name, rule) -> {
                if (!expression.evaluate(rule.expression()).isEmpty()) {
                    fired.add(name);
                }
            });
        }
        last = now;
    }

    private static void linesAreObjectsWithTheirKeys(Path log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            if (line.startsWith("{")) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("message").asText()).isNotEmpty());
        assertThat(lines).anyMatch(line -> line.at("/mdc/provider").asText().equals("wavespeed"));
    }
}
