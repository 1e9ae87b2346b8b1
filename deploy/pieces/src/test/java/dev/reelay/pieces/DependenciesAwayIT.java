package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.SurvivingServer;
import dev.reelay.processes.Piece;
import dev.reelay.processes.Signal;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each server goes away under load and comes back: nothing that was accepted is lost, and nothing is bought again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DependenciesAwayIT {
    private static final String LUMA = "luma/luma-ray-2/image-to-video";

    private final List<URI> accepted = new ArrayList<>();
    private Pieces pieces;
    private Ledger ledger;
    private Requests requests;
    private Piece api;
    private Piece worker;

    /** The times after which something is given up are so short that seconds are what hours are otherwise. */
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        pieces = Pieces.start(folder, simulated, 60);
        pieces.set("reelay.worker.session", "6s");
        pieces.set("quarkus.datasource.jdbc.acquisition-timeout", "2S");
        pieces.set("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "4");
        pieces.set("reelay.s3.call-timeout", "5s");
        ledger = new Ledger(pieces);
        api = pieces.api(impatient("work-out"));
        requests = new Requests(api.uri());
        worker = pieces.worker("worker-1", impatient("events-out"));
    }

    private static Map<String, String> impatient(String channel) {
        String producer = "mp.messaging.outgoing." + channel;
        return Map.of(producer + ".delivery.timeout.ms", "2500", producer + ".request.timeout.ms", "2000");
    }

    @AfterAll
    void end() {
        pieces.close();
    }

    @Test
    void aDatabaseThatIsRestartedUnderFiftyInFlightCostsNothing() throws Exception {
        inFlight(50);
        pieces.database().stop();

        comeAgain(requests.trySubmit(LUMA, "not now"));
        assertThat(api.health("live").statusCode()).isEqualTo(200);
        assertThat(worker.health("live").statusCode()).isEqualTo(200);
        await(() -> assertThat(api.health("ready").statusCode()).isEqualTo(503));
        await(() -> assertThat(worker.health("ready").statusCode()).isEqualTo(503));
        finishAll();
        pieces.database().start();

        everythingCompletes();
    }

    @Test
    void aDatabaseThatHangsHoldsNobodyForEver() throws Exception {
        inFlight(5);
        List<ProcessHandle> hung = databaseProcesses();
        try {
            for (ProcessHandle process : hung) {
                Signal.STOP.sendTo(process);
            }
            for (int n = 0; n < 3; n++) {
                long asked = System.nanoTime();
                comeAgain(requests.trySubmit(LUMA, "nobody answers " + n));
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(12));
            }
            assertThat(api.health("live").statusCode()).isEqualTo(200);
            assertThat(worker.health("live").statusCode()).isEqualTo(200);
            assertThat(api.health("ready").statusCode()).isEqualTo(503);
        } finally {
            for (ProcessHandle process : hung) {
                Signal.CONT.sendTo(process);
            }
        }
        finishAll();

        everythingCompletes();
    }

    @Test
    void withoutABrokerTheApiAcceptsAndWhatIsInFlightGoesOn() throws Exception {
        inFlight(5);
        pieces.broker().stop();

        long asked = System.nanoTime();
        for (int n = 0; n < 20; n++) {
            accepted.add(requests.submit(LUMA, accepted.size()));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
        finishAll();
        await(() -> assertThat(ledger.count("generation", "state not in ('COMPLETED', 'QUEUED')"))
                .as("in flight while the broker is away")
                .isZero());
        assertThat(api.health("ready").statusCode()).isEqualTo(200);
        await(() -> assertThat(worker.health("ready").statusCode())
                .as("longer than the session")
                .isEqualTo(503));
        assertThat(worker.health("live").statusCode()).isEqualTo(200);
        pieces.broker().start();

        everythingCompletes();
        await(() -> assertThat(ledger.rows("select published = positioned from event_relay"))
                .as("all events are out")
                .containsExactly("t"));
    }

    @Test
    void withoutAStoreWhatIsRenderedWaitsAndLargeInputsAreRefusedForNow() throws Exception {
        inFlight(5);
        pieces.store().stop();

        String large = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA" + "A".repeat(400_000);
        comeAgain(requests.trySubmit("luma/ray-2/image-to-video", "large", large));
        accepted.add(requests.submit(LUMA, accepted.size()));
        finishAll();
        await(() -> assertThat(ledger.count("generation", "state = 'STORING'")).isEqualTo(5));
        await(() -> assertThat(worker.health("ready").body()).doesNotContain("none seen"));
        assertThat(worker.health("ready").statusCode()).isEqualTo(200);
        assertThat(api.health("ready").statusCode()).isEqualTo(200);
        pieces.store().start();

        everythingCompletes();
    }

    @Test
    void withoutAStoreNothingIsBoughtWhoseBytesComeOnlyOnce() throws Exception {
        inFlight(1);
        int bought = pieces.simulator().bill().lines().size();
        pieces.store().stop();

        accepted.add(requests.submitEnvelope("""
                {"model": "luma-ray-img-2-video", "input": {"prompt": "once", "start_frame": "https://example.com/1.jpg"}}"""));
        await(() -> assertThat(ledger.count("attempt", "state = 'NOT_SENT' and provider = 'segmind-v1'"))
                .isPositive());
        assertThat(pieces.simulator().bill().lines()).hasSize(bought);
        pieces.store().start();
        await(() -> assertThat(pieces.simulator().bill().lines()).hasSize(bought + 1));
        finishAll();

        everythingCompletes();
    }

    @Test
    void aStoreWithoutSpaceGetsWhatIsRenderedWhenItHasSomeAgain() throws Exception {
        inFlight(5);
        int port = URI.create(String.valueOf(pieces.settings().get("reelay.s3.endpoint")))
                .getPort();
        pieces.store().stop();
        try (FullStore full = FullStore.on(port)) {
            finishAll();
            await(() -> assertThat(full.refused()).as("writes refused").isGreaterThan(5));
            assertThat(ledger.count("generation", "state = 'STORING'")).isEqualTo(5);
            assertThat(worker.health("ready").statusCode()).isEqualTo(200);
        }
        pieces.store().start();

        everythingCompletes();
    }

    /** To its processes a full disk and a forbidden write are the same: what they had promised is on disk by then. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDatabaseThatCanWriteNoMoreEndsAndLosesNothing() throws Exception {
        inFlight(5);
        List<ProcessHandle> full = databaseProcesses();
        for (ProcessHandle process : full) {
            new ProcessBuilder("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=0:0")
                    .start()
                    .waitFor();
        }
        finishAll();

        comeAgain(requests.trySubmit(LUMA, "no room for it"));
        await(() -> assertThat(full).noneMatch(ProcessHandle::isAlive));
        pieces.database().stop();
        pieces.database().start();

        everythingCompletes();
    }

    private void inFlight(int count) throws Exception {
        List<URI> these = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            these.add(requests.submit(LUMA, accepted.size() + n));
        }
        accepted.addAll(these);
        await(() -> assertThat(requests.attemptStates(these)).containsOnly("ACCEPTED"));
    }

    private static void comeAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private void finishAll() {
        pieces.simulator().bill().lines().forEach(line -> pieces.simulator().finish(line.job()));
    }

    /** Also what was written although its caller heard a 503. */
    private void everythingCompletes() {
        await(() -> {
            finishAll();
            assertThat(ledger.count("generation", "state <> 'COMPLETED'")).isZero();
        });
        await(() -> assertThat(requests.states(accepted)).containsOnly("completed"));
        ledger.balances((int) ledger.count("generation", "true"));
    }

    private List<ProcessHandle> databaseProcesses() throws Exception {
        ProcessHandle server =
                SurvivingServer.on(pieces.databaseFolder()).orElseThrow().process();
        return Stream.concat(Stream.of(server), server.descendants()).toList();
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
