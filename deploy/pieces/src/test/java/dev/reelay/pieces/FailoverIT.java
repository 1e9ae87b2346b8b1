package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.SurvivingServer;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary is killed for good and its synchronous standby takes its place: a failover is a restart. */
class FailoverIT {
    private static final String LUMA = "luma/luma-ray-2/image-to-video";

    @TempDir
    Path folder;

    private final List<URI> accepted = new ArrayList<>();

    /** No two ask for the same, so that the bill tells what was bought twice. */
    private final AtomicInteger clips = new AtomicInteger();

    @Test
    void theStandbyGoesOnWithEverythingThatWasAcceptedAndBought() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 40)) {
            Standby standby = Standby.behind(pieces, folder.resolve("standby"));
            Ledger ledger = new Ledger(pieces);
            Requests requests = new Requests(pieces.api().uri());
            Piece worker = pieces.worker("worker-1");
            submit(requests, 20);
            await(() -> assertThat(requests.attemptStates(accepted)).containsOnly("ACCEPTED"));
            pieces.simulator().inject(FaultRule.next(5, FaultOrder.parse("submit-slow@5000")));
            submit(requests, 5);
            await(() -> assertThat(pieces.simulator().bill().lines()).hasSize(25));
            assertThat(ledger.count("attempt", "state = 'SUBMITTING'"))
                    .as("on the wire")
                    .isEqualTo(5);

            accepted.addAll(killPrimaryUnderCallers(pieces, requests));
            finishAll(pieces);
            await(() -> assertThat(worker.log()).contains("the ledger waits for the database"));
            standby.promote();

            await(() -> submit(requests, 1));
            await(() -> {
                finishAll(pieces);
                assertThat(requests.states(accepted)).containsOnly("completed");
            });
            await(() -> assertThat(ledger.rows("select published = positioned from event_relay"))
                    .as("all events are out")
                    .containsExactly("t"));
            ledger.balances((int) ledger.count("generation", "true"));
        }
    }

    private void submit(Requests requests, int count) throws Exception {
        for (int n = 0; n < count; n++) {
            accepted.add(requests.submit(LUMA, clips.incrementAndGet()));
        }
    }

    /** What was accepted from callers that submit without a pause until they are refused. */
    private List<URI> killPrimaryUnderCallers(Pieces pieces, Requests requests) throws Exception {
        CountDownLatch busy = new CountDownLatch(10);
        List<Future<List<URI>>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 3; n++) {
                callers.add(threads.submit(() -> untilRefused(requests, busy)));
            }
            assertThat(busy.await(30, TimeUnit.SECONDS)).as("accepts").isTrue();
            SurvivingServer primary =
                    SurvivingServer.on(pieces.databaseFolder()).orElseThrow();
            List<ProcessHandle> backends = primary.process().descendants().toList();
            primary.kill();
            backends.forEach(ProcessHandle::destroyForcibly);
        }
        return callers.stream().flatMap(caller -> caller.resultNow().stream()).toList();
    }

    private List<URI> untilRefused(Requests requests, CountDownLatch busy) throws InterruptedException {
        List<URI> heard = new ArrayList<>();
        try {
            while (true) {
                heard.add(requests.submit(LUMA, clips.incrementAndGet()));
                busy.countDown();
            }
        } catch (IOException refused) {
            assertThat(refused).hasMessageStartingWith("503");
            return heard;
        }
    }

    private static void finishAll(Pieces pieces) {
        pieces.simulator().bill().lines().forEach(line -> pieces.simulator().finish(line.job()));
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
