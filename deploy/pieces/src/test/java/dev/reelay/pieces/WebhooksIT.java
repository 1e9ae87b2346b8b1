package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import dev.reelay.webhook.SigningSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Subscribers to the events of real processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class WebhooksIT {
    private static final String MODEL = "fal-ai/luma-dream-machine/ray-2/image-to-video";

    private static final int PAIRS = Boolean.getBoolean("reelay.measure") ? 10_000 : 500;

    @TempDir
    static Path folder;

    private Pieces pieces;
    private Requests requests;
    private Subscriber flaky;
    private Subscriber steady;

    @BeforeAll
    void start() throws Exception {
        SimulatorSettings simulated =
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB");
        pieces = Pieces.start(folder, simulated, 20);
        flaky = pieces.started(Subscriber.start(n -> n % 3 == 0 ? 500 : 200));
        steady = pieces.started(Subscriber.start(n -> 204));
        pieces.set(
                "reelay.outside.allowed-origins",
                pieces.simulator().baseUri() + "," + flaky.origin() + "," + steady.origin());
        pieces.set("reelay.secrets.key", "s".repeat(43));
        pieces.set("reelay.worker.session", "6s");
        pieces.set("reelay.webhooks.timeout", "2s");
        requests = new Requests(pieces.api().uri());
    }

    @AfterAll
    void stop() {
        pieces.close();
    }

    @Test
    void aWorkerThatIsKilledAndAReceiverThatErrsMissNothing() throws Exception {
        Piece first = pieces.worker("worker-1");
        make(flaky, "\"retry_after_seconds\": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]");
        List<URI> submitted = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            submitted.add(requests.submit(MODEL, n));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> flaky.posts().size() > 30);
        pieces.worker("worker-2");
        first.kill();

        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(requests.states(submitted)).containsOnly("completed"));
        // What the dead worker had claimed is due again after 17 s.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(delivered()).containsExactlyInAnyOrderElementsOf(told()));
        assertThat(told()).hasSizeGreaterThanOrEqualTo(20 * 5);
    }

    @Test
    void eventsThatAreCommittedOutOfOrderAreMissedByNobody() throws Exception {
        make(steady, "\"types\": [\"attempt.started\"]");
        List<String> written = pairs();

        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> new Ledger(pieces)
                                .count(
                                        "event_relay",
                                        "published = positioned and not exists (select from event_pending)")
                        == 1);
        assertThat(Events.all(pieces).stream().map(Events::id)).containsAll(written);
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(
                                steady.posts().stream().map(Subscriber.Post::id).collect(Collectors.toSet()))
                        .containsAll(written));
    }

    @Test
    void stockLibrariesVerifyWhatIsDelivered() throws Exception {
        assumeTrue(NodePackages.canBeHere(), "Node.js is not installed");
        StockLibraries libraries = StockLibraries.in(folder.resolve("stock-libraries"));
        JsonNode made = make(steady, "\"types\": [\"generation.cancelled\"]");
        String hook = "/v1/webhooks/" + made.path("id").asText();
        Subscriber.Post before = tested(hook);
        JsonNode rotated = requests.post(hook + "/rotate", "{\"keep_old_for_seconds\": 3600}");
        Subscriber.Post during = tested(hook);
        requests.post(hook + "/rotate", "{\"keep_old_for_seconds\": 0}");
        JsonNode last = requests.post(hook + "/rotate", "{\"keep_old_for_seconds\": 0}");
        Subscriber.Post after = tested(hook);
        String old = made.path("secret").asText();
        String next = rotated.path("secret").asText();

        List<Map<String, String>> verdicts = libraries.verdicts(List.of(
                delivery(old, before),
                delivery(old, during),
                delivery(next, during),
                delivery(last.path("secret").asText(), after),
                delivery(next, before),
                delivery(old, after),
                new StockLibraries.Delivery(old, before.headers(), changed(before.body())),
                late(old, before)));

        assertThat(verdicts.subList(0, 4))
                .allSatisfy(taken -> assertThat(taken.values()).containsOnly("verified"));
        assertThat(verdicts.subList(4, 8))
                .allSatisfy(refused -> assertThat(refused.values()).allMatch(why -> why.startsWith("refused: ")));
        DescribedEvents.check(pieces);
        assertThat(verdicts.get(7).values()).allMatch(why -> why.contains("too old"));
    }

    private JsonNode make(Subscriber subscriber, String more) throws IOException, InterruptedException {
        return requests.post("/v1/webhooks", "{\"url\": \"%s/in\", %s}".formatted(subscriber.origin(), more));
    }

    private Subscriber.Post tested(String hook) throws IOException, InterruptedException {
        int before = steady.posts().size();
        requests.post(hook + "/test", "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> steady.posts().size() > before);
        return steady.posts().get(before);
    }

    /** Of each two events the one that was begun later is committed, and perhaps told, before the other. */
    private List<String> pairs() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection early = connection();
                Connection late = connection()) {
            early.setAutoCommit(false);
            late.setAutoCommit(false);
            for (int pair = 0; pair < PAIRS; pair++) {
                ids.add(record(early));
                ids.add(record(late));
                late.commit();
                early.commit();
            }
        }
        return ids;
    }

    private Connection connection() throws SQLException {
        Map<String, String> settings = pieces.settings();
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"), settings.get("quarkus.datasource.username"), "");
    }

    private static String record(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet made = statement.executeQuery("""
                        select record_event((select id from tenant where name = 'default'), 'generation', uuidv7(), 1,
                          'attempt.started', jsonb_build_object('attempt_id', uuidv7(), 'attempt', 1, 'provider', 'fal',
                          'offering', 'fal:none'))""")) {
            made.next();
            return made.getString(1);
        }
    }

    /** The ids of all events that the flaky subscriber has taken. */
    private Set<String> delivered() {
        return flaky.posts().stream()
                .filter(post -> post.answered() == 200)
                .map(Subscriber.Post::id)
                .collect(Collectors.toSet());
    }

    /** What a subscriber reads that was down all the time. */
    private Set<String> told() throws IOException, InterruptedException {
        Set<String> ids = new HashSet<>();
        JsonNode page;
        long after = 0;
        do {
            page = requests.get("/v1/events?limit=50&after=" + after);
            page.path("events").forEach(event -> ids.add(event.path("id").asText()));
            after = page.path("next").asLong();
        } while (page.path("more").asBoolean());
        return ids;
    }

    private static StockLibraries.Delivery delivery(String secret, Subscriber.Post post) {
        return new StockLibraries.Delivery(secret, post.headers(), post.body());
    }

    /** Rightly signed, long ago. */
    private static StockLibraries.Delivery late(String secret, Subscriber.Post post) {
        long at = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        Map<String, String> headers = new HashMap<>(post.headers());
        headers.put("webhook-timestamp", String.valueOf(at));
        headers.put(
                "webhook-signature",
                SigningSecret.of(key).sign(post.id(), at, post.body().getBytes(StandardCharsets.UTF_8)));
        return new StockLibraries.Delivery(secret, headers, post.body());
    }

    private static String changed(String body) {
        return body.replaceFirst("reelay", "reelax");
    }
}
