package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.processes.Piece;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A worker that was frozen beyond its session does not know that others have taken over; the database does. */
@EnabledIfSystemProperty(
        named = "reelay.measure",
        matches = "true",
        disabledReason = "long; run with -Dreelay.measure=true")
class FrozenWorkerIT {
    private static final String LUMA = "luma/luma-ray-2/image-to-video";

    /** More than twice the session. */
    private static final Duration FROZEN = Duration.ofSeconds(14);

    @TempDir
    Path folder;

    @Test
    void aFrozenWorkersReturnRendersNothingTwiceAndOverwritesNothing() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 40)) {
            // The shortest that a broker takes.
            pieces.set("reelay.worker.session", "6s");
            Requests requests = new Requests(pieces.api().uri());
            Ledger ledger = new Ledger(pieces);
            List<URI> accepted = new ArrayList<>();
            Piece frozen = pieces.namedWorker("worker-1");
            submit(requests, accepted, 8);
            await(() ->
                    assertThat(ledger.count("attempt", "state = 'ACCEPTED'")).isEqualTo(8));
            pieces.simulator().inject(FaultRule.next(4, FaultOrder.parse("submit-slow@1500")));
            submit(requests, accepted, 4);
            await(() -> assertThat(ledger.count("attempt", "state = 'SUBMITTING'"))
                    .as("on the wire")
                    .isEqualTo(4));
            await(() -> assertThat(pieces.simulator().bill().totals().submits().accepted())
                    .isEqualTo(12));

            frozen.freeze();
            long thawAt = System.nanoTime() + FROZEN.toNanos();
            pieces.namedWorker("worker-2");
            await(() -> assertThat(ledger.count("partition_epoch", "owner = 'worker-2'"))
                    .as("taken over within the session")
                    .isEqualTo(8));
            submit(requests, accepted, 4);
            pieces.simulator().bill().lines().forEach(line -> pieces.simulator().finish(line.job()));
            await(() -> assertThat(ledger.count("generation", "state = 'COMPLETED'"))
                    .isGreaterThanOrEqualTo(8));
            TimeUnit.NANOSECONDS.sleep(thawAt - System.nanoTime());
            frozen.thaw();

            await(() -> assertThat(ledger.count("attempt", "state = 'SUBMITTING'"))
                    .as("the late answers are kept")
                    .isZero());
            pieces.simulator().change(settings -> settings.with(Setting.GENERATION_TIME, "200ms"));
            submit(requests, accepted, 4);
            await(() -> {
                pieces.simulator()
                        .bill()
                        .lines()
                        .forEach(line -> pieces.simulator().finish(line.job()));
                assertThat(requests.states(accepted)).containsOnly("completed");
            });
            ledger.balances(accepted.size());
        }
    }

    private static void submit(Requests requests, List<URI> accepted, int count) throws Exception {
        for (int n = 0; n < count; n++) {
            accepted.add(requests.submit(LUMA, accepted.size()));
        }
    }

    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }
}
