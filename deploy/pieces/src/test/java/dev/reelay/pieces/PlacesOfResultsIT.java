package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Results of a tenant go where an admin says; what has begun goes where it would have gone. */
@EnabledIfSystemProperty(
        named = "reelay.measure",
        matches = "true",
        disabledReason = "long; run with -Dreelay.measure=true")
class PlacesOfResultsIT {
    private static final String LUMA = "luma/luma-ray-2/image-to-video";

    @TempDir
    Path folder;

    @Test
    void aResultGoesToThePlaceThatHeldWhenItsAttemptBegan() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 5)) {
            Requests requests = new Requests(pieces.api().uri());
            pieces.worker("worker-1");
            requests.patch("/v1/tenants/default", "{\"results\": {\"bucket\": \"films\", \"prefix\": \"reelay/\"}}");
            awaitInForce(pieces);
            URI early = accepted(requests, 1);
            JsonNode back = requests.patch("/v1/tenants/default", "{\"results\": null}");
            assertThat(back.has("results")).isFalse();
            awaitInForce(pieces);
            URI late = accepted(requests, 2);

            pieces.simulator().bill().lines().forEach(line -> pieces.simulator().finish(line.job()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(requests.states(List.of(early, late))).containsOnly("completed"));

            JsonNode result = requests.get(early + "/result");
            assertThat(result.toString()).contains("s3://films/reelay/default/");
            URI link = URI.create(result.path("output").path("video").asText());
            assertThat(link.getPath()).startsWith("/films/reelay/");
            assertThat(requests.fetch(link, "bytes=0-99").body()).hasSize(100);
            assertThat(requests.get(late + "/result").toString()).contains("s3://reelay/default/");
        }
    }

    private static URI accepted(Requests requests, int number) throws Exception {
        URI request = requests.submit(LUMA, number);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(requests.attemptStates(List.of(request))).containsOnly("ACCEPTED"));
        return request;
    }

    /** A change counts from a moment after it was said. */
    private static void awaitInForce(Pieces pieces) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> new Ledger(pieces).count("tenant_place", "since > clock_timestamp()") == 0);
    }
}
