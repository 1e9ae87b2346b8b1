package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.processes.Piece;
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

/** A stop settles what is on the wire, puts back what was not sent, and leaves nothing in doubt. */
class RollingRestartIT {
    private static final String LUMA = "luma/luma-ray-2/image-to-video";

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void restartsUnderLoadLeaveNothingInDoubtAndBuyNothingTwice() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.FAULTS, "submit-slow@1500:0.5")
                .with(Setting.GENERATION_TIME, "1s..3s")
                .with(Setting.RESULT_SIZE, "256KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 30)) {
            Requests requests = new Requests(pieces.api().uri());
            List<Piece> workers =
                    new ArrayList<>(List.of(pieces.namedWorker("worker-1"), pieces.namedWorker("worker-2")));
            List<URI> accepted = new ArrayList<>();
            for (int restart = 0; restart < 4; restart++) {
                for (int n = 0; n < 38; n++) {
                    accepted.add(requests.submit(LUMA, accepted.size()));
                }
                awaitSomethingOnTheWire(pieces);
                endsByItself(workers.removeFirst());
                workers.add(pieces.namedWorker(restart % 2 == 0 ? "worker-1" : "worker-2"));
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(requests.states(accepted)).containsOnly("completed"));

            new Ledger(pieces).balances(accepted.size());
        }
    }

    /** As an orchestrator does it: an api's follower is ready, its door is closed to new calls, and it is told to end. */
    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void everyPieceIsReplacedUnderLoadAndNoRequestFails() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "200ms..2s")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 50)) {
            List<Piece> apis = new ArrayList<>(List.of(pieces.api(), pieces.api()));
            List<Piece> workers =
                    new ArrayList<>(List.of(pieces.namedWorker("worker-1"), pieces.namedWorker("worker-2")));
            Doors doors = new Doors();
            apis.forEach(doors::open);
            String kafka = pieces.settings().getOrDefault("kafka.bootstrap.servers", "");

            try (SteadyLoad load = SteadyLoad.start(doors::next, kafka, 6)) {
                for (int n = 0; n < 2; n++) {
                    doors.open(pieces.api());
                    Piece api = apis.get(n);
                    doors.close(api);
                    // Calls that had come to the door before it was closed.
                    Thread.sleep(500);
                    endsByItself(api);
                    endsByItself(workers.get(n));
                    pieces.namedWorker("worker-" + (n + 1));
                }
                assertThat(load.finish()).as("answers by HTTP").containsOnly(202);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> new Ledger(pieces).count("generation", "state = 'COMPLETED'") == 2L * load.sent());
                new Ledger(pieces).balances(2 * load.sent());
            }
        }
    }

    private static void endsByItself(Piece piece) throws Exception {
        assertThat(piece.terminate(Duration.ofSeconds(25)))
                .as("ended by itself")
                .isTrue();
    }

    @Test
    void aStopWithNothingOnTheWireIsQuickAndItsWorkGoesOnWithItsReturn() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 20)) {
            Requests requests = new Requests(pieces.api().uri());
            Piece named = pieces.namedWorker("worker-1");
            pieces.namedWorker("worker-2");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(owners(pieces))
                            .filteredOn(owned -> owned.endsWith("worker-2"))
                            .hasSize(4));
            List<URI> accepted = new ArrayList<>();
            for (int n = 0; n < 16; n++) {
                accepted.add(requests.submit(LUMA, n));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(requests.attemptStates(accepted)).containsOnly("ACCEPTED"));
            List<String> owners = owners(pieces);

            boolean quick = named.terminate(Duration.ofSeconds(4));
            assertThat(quick).as("stops at once: %s", named.log()).isTrue();
            pieces.namedWorker("worker-1");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(owners(pieces)).isEqualTo(owners));
            pieces.simulator().bill().lines().forEach(line -> pieces.simulator().finish(line.job()));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(requests.states(accepted)).containsOnly("completed"));
            new Ledger(pieces).balances(accepted.size());
        }
    }

    /** Which worker holds each partition. */
    private static List<String> owners(Pieces pieces) {
        return new Ledger(pieces).rows("select partition || ' ' || owner from partition_epoch order by partition");
    }

    private static void awaitSomethingOnTheWire(Pieces pieces) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> new Ledger(pieces).count("attempt", "state = 'SUBMITTING'") > 3);
    }
}
