package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two workers, two accounts at one provider, and an operator who changes what they may do while they work. */
@EnabledIfSystemProperty(
        named = "reelay.measure",
        matches = "true",
        disabledReason = "long; run with -Dreelay.measure=true")
class LimitsAtRunTimeIT {
    private static final String MODEL = "fal-ai/luma-dream-machine/ray-2/image-to-video";
    private static final String FIRST = "/v1/accounts/fal/default";
    private static final String SECOND = "/v1/accounts/fal/second";

    private Pieces pieces;
    private Requests requests;
    private Ledger ledger;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        SimulatorSettings simulated =
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB");
        pieces = Pieces.start(folder, simulated, 4);
        pieces.set("reelay.providers.fal.weight", "3");
        pieces.set("reelay.providers.fal.accounts.second.key", "simulated-second");
        pieces.set("reelay.providers.fal.accounts.second.slots", "4");
        requests = new Requests(pieces.api().uri());
        ledger = new Ledger(pieces);
        pieces.worker("worker-1");
        pieces.worker("worker-2");
    }

    @AfterEach
    void close() {
        pieces.close();
    }

    @Test
    void accountsArePausedPacedAndSharedWhileTheWorkersRun() throws Exception {
        requests.patch(FIRST, "{\"paused\": true}");
        requests.patch(SECOND, "{\"paused\": true}");
        List<URI> asked = submit(8);
        await(() -> assertThat(waiting(asked.getLast())).isEqualTo("paused"));
        assertThat(ledger.count("attempt", "true")).isZero();

        requests.patch(FIRST, "{\"paused\": false}");
        requests.patch(SECOND, "{\"paused\": false}");
        await(() -> assertThat(requests.states(asked)).containsOnly("completed"));
        assertThat(begunBy("default")).isBetween(4L, 7L);
        assertThat(begunBy("second")).isBetween(1L, 4L);

        requests.patch(SECOND, "{\"paused\": true}");
        requests.patch(FIRST, "{\"start_every\": 1}");
        List<URI> paced = submit(4);
        await(() -> assertThat(requests.states(paced)).containsOnly("completed"));
        assertThat(leastBetweenStarts(paced)).isGreaterThan(Duration.ofMillis(940));
    }

    @Test
    void whatAnOperatorChangedOutlastsARestart() throws Exception {
        requests.patch(FIRST, "{\"slots\": 1}");
        pieces.worker("worker-3");
        assertThat(ledger.rows("select slots from account where provider = 'fal' and name = 'default'"))
                .containsExactly("1");

        requests.patch(FIRST, "{\"reset\": true}");
        pieces.worker("worker-4");
        assertThat(ledger.rows("select slots from account where provider = 'fal' and name = 'default'"))
                .containsExactly("4");
    }

    private List<URI> submit(int count) throws IOException, InterruptedException {
        List<URI> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(requests.submit(MODEL, i));
        }
        return asked;
    }

    private String waiting(URI request) throws IOException, InterruptedException {
        return requests.get(request + "/status").path("waiting").path("reason").asText();
    }

    private long begunBy(String account) {
        return ledger.count(
                "attempt", "account_id = (select id from account where provider = 'fal' and name = '" + account + "')");
    }

    private Duration leastBetweenStarts(List<URI> some) throws IOException, InterruptedException {
        List<Instant> starts = new ArrayList<>();
        for (URI request : some) {
            JsonNode attempts = requests.get(request.toString()).path("attempts");
            starts.add(Instant.parse(attempts.path(0).path("created_at").asText()));
        }
        starts.sort(null);
        Duration least = Duration.ofDays(1);
        for (int i = 1; i < starts.size(); i++) {
            Duration between = Duration.between(starts.get(i - 1), starts.get(i));
            least = between.compareTo(least) < 0 ? between : least;
        }
        return least;
    }

    private static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(holds);
    }
}
