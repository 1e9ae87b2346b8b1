package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.pieces.DatabaseDoor.Moment;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The worker's way to the database ends at a statement around the paid call, and comes back later. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseGoneIT {
    private static final String LUMA = "luma/luma-ray-2/image-to-video";
    private static final String LAST_LOOK = "extract(epoch from a.send_before - clock_timestamp())";
    private static final String KEEP_ANSWER = "accept_attempt(";

    private Pieces pieces;
    private DatabaseDoor door;
    private Ledger ledger;
    private Requests requests;
    private Piece worker;
    private int said;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        SimulatorSettings simulated =
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB");
        pieces = Pieces.start(folder, simulated, 5);
        ledger = new Ledger(pieces);
        String database = String.valueOf(pieces.settings().get("quarkus.datasource.jdbc.url"));
        String port = database.replaceAll(".*:(\\d+)/.*", "$1");
        door = pieces.started(DatabaseDoor.before(Integer.parseInt(port)));
        requests = new Requests(pieces.api().uri());
        worker = pieces.worker(
                "worker-1", Map.of("quarkus.datasource.jdbc.url", database.replace(":" + port, ":" + door.port())));
    }

    @BeforeEach
    void forget() throws Exception {
        pieces.simulator().resetBill();
        said = worker.log().length();
    }

    @AfterAll
    void end() {
        pieces.close();
    }

    @Test
    void whatCouldNotBeLookedAtOnceMoreWasNotSent() throws Exception {
        door.shutAt(LAST_LOOK, Moment.BEFORE);
        URI request = requests.submit(LUMA, 1);
        await(() -> assertThat(says()).contains("the ledger waits for the database"));

        assertThat(pieces.simulator().bill().totals().submits().all())
                .as("sent")
                .isZero();
        door.open();

        await(() -> assertThat(requests.states(List.of(request))).containsOnly("completed"));
        assertThat(attempts(request))
                .containsExactly("NOT_SENT the database did not answer before it was sent", "SUCCEEDED");
        assertBoughtOnce();
    }

    @Test
    void anAnswerIsOfferedUntilTheDatabaseTakesIt() throws Exception {
        door.shutAt(KEEP_ANSWER, Moment.BEFORE);
        URI request = requests.submit(LUMA, 2);
        await(() -> assertThat(says()).contains("the ledger waits for the database"));

        assertThat(attempts(request)).containsExactly("SUBMITTING");
        door.open();

        await(() -> assertThat(requests.states(List.of(request))).containsOnly("completed"));
        assertThat(attempts(request)).containsExactly("SUCCEEDED");
        assertBoughtOnce();
    }

    @Test
    void anAnswerThatWasTakenUnheardIsFoundTaken() throws Exception {
        door.shutAt(KEEP_ANSWER, Moment.AFTER);
        URI request = requests.submit(LUMA, 3);
        await(() -> assertThat(says()).contains("the ledger waits for the database"));

        assertThat(attempts(request)).containsExactly("ACCEPTED");
        door.open();

        await(() -> assertThat(requests.states(List.of(request))).containsOnly("completed"));
        assertThat(says()).contains("another has moved it on, reads again");
        assertThat(attempts(request)).containsExactly("SUCCEEDED");
        assertBoughtOnce();
    }

    /** Past the door: the test sees the database all the time. */
    private List<String> attempts(URI request) {
        String id = request.getPath().replaceAll(".*/", "");
        return ledger.rows("select concat_ws(' ', state, error_message) from attempt where generation_id = '" + id
                + "' order by number");
    }

    private void assertBoughtOnce() {
        assertThat(pieces.simulator().bill().totals().submits().all()).isOne();
        assertThat(ledger.count("attempt", "verdict_at is null or done_at is null"))
                .isZero();
    }

    /** What the worker has said in this test. */
    private String says() throws Exception {
        return worker.log().substring(said);
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }
}
