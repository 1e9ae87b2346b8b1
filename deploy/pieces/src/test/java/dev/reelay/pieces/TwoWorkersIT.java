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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class TwoWorkersIT {
    private static final String LUMA = "luma/luma-ray-2/image-to-video";

    private static final String LATE = "a process that woke up late";

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void twoWorkersNeverHaveMoreInFlightThanTheAccountAllows() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 5)) {
            Piece api = pieces.api();
            pieces.worker("worker-1");
            pieces.worker("worker-2");
            Requests requests = new Requests(api.uri());
            List<URI> accepted = new ArrayList<>();
            for (int n = 0; n < 12; n++) {
                accepted.add(requests.submit(LUMA, n));
            }
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> rendering(pieces) == 5);

            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        finishWhatRenders(pieces);
                        assertThat(requests.states(accepted)).containsOnly("completed");
                    });

            var bill = pieces.simulator().bill();
            assertThat(bill.totals().inFlight().most()).isEqualTo(5);
            assertThat(bill.totals().submits().accepted()).isEqualTo(12);
            assertThat(bill.repeats().acceptedTwice()).isZero();
        }
    }

    @Test
    void aKilledWorkersAttemptsArePolledOnByTheOther() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 20)) {
            Piece api = pieces.api();
            Piece doomed = pieces.worker("worker-1");
            Requests requests = new Requests(api.uri());
            List<URI> accepted = new ArrayList<>();
            for (int n = 0; n < 10; n++) {
                accepted.add(requests.submit(LUMA, n));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(requests.attemptStates(accepted)).containsOnly("ACCEPTED"));
            doomed.kill();
            pieces.worker("worker-2");
            finishWhatRenders(pieces);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(requests.states(accepted)).containsOnly("completed"));

            assertThat(pieces.simulator().bill().totals().submits().all()).isEqualTo(10);
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void partitionsThatALateProcessRaisedAreTakenBackByTheirOwner() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "200ms")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 20)) {
            pieces.set("reelay.worker.session", "6s");
            pieces.set("reelay.worker.adopt-every", "1s");
            Piece api = pieces.api();
            pieces.worker("worker-1");
            Requests requests = new Requests(api.uri());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> new Ledger(pieces).count("partition_epoch", "owner <> '" + LATE + "'") == 8);
            assertThat(new Ledger(pieces).count("raise_epochs(array[0,1,2,3,4,5,6,7], '" + LATE + "')", "true"))
                    .isEqualTo(8);
            List<URI> accepted = List.of(requests.submit(LUMA, 1));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(requests.states(accepted)).containsOnly("completed"));
            assertThat(new Ledger(pieces).count("partition_epoch", "owner = '" + LATE + "'"))
                    .isZero();
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void aWorkerKilledWhileItCopiesLeavesTheCopyToTheOther() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "200ms")
                .with(Setting.RESULT_SIZE, "1MiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 20)) {
            Requests requests = new Requests(pieces.api().uri());
            Piece doomed = pieces.worker("worker-1");
            pieces.simulator().inject(FaultRule.next(3, FaultOrder.parse("download-stall@50000*1")));
            List<URI> accepted = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                accepted.add(requests.submit(LUMA, n));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(new Ledger(pieces).count("generation", "state = 'STORING'"))
                            .isEqualTo(3));
            doomed.kill();
            assertThat(new Ledger(pieces).count("artifact", "true"))
                    .as("none was whole")
                    .isZero();
            pieces.worker("worker-2");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(requests.states(accepted)).containsOnly("completed"));
            new Ledger(pieces).balances(3);
        }
    }

    private static long rendering(Pieces pieces) {
        return pieces.simulator().bill().totals().inFlight().now();
    }

    private static void finishWhatRenders(Pieces pieces) {
        pieces.simulator().bill().lines().forEach(line -> pieces.simulator().finish(line.job()));
    }
}
