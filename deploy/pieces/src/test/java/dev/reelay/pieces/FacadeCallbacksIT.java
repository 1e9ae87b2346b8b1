package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that came in the form of fal or WaveSpeed is told in that form, signed as the provider signs. */
class FacadeCallbacksIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @Test
    void theEndIsToldInTheFormThatTheRequestCameIn() throws Exception {
        try (Pieces pieces = Pieces.start(
                folder,
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB"),
                10)) {
            Subscriber fal = pieces.started(Subscriber.start(n -> n == 0 ? 500 : 200));
            Subscriber wave = pieces.started(Subscriber.start(n -> 204));
            pieces.set(
                    "reelay.outside.allowed-origins",
                    pieces.simulator().baseUri() + "," + fal.origin() + "," + wave.origin());
            pieces.set("reelay.secrets.key", "s".repeat(43));
            pieces.set("reelay.webhooks.retry-after", "1s");
            FacadeCalls calls = new FacadeCalls(pieces.api().uri());
            pieces.worker("worker");

            String good = calls.submitFal("a good one", fal.origin())
                    .path("request_id")
                    .asText();
            String id = calls.submitWaveSpeed("a wave", wave.origin())
                    .at("/data/id")
                    .asText();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> fal.posts().size() == 2 && wave.posts().size() == 1);

            assertThat(fal.posts())
                    .allSatisfy(post -> assertThat(calls.isOfFal(post)).isTrue());
            JsonNode ok = JSON.readTree(fal.posts().getLast().body());
            assertThat(ok.path("status").asText()).isEqualTo("OK");
            assertThat(ok.path("request_id").asText()).isEqualTo(good);
            assertThat(ok.path("error").isNull()).isTrue();
            assertThat(size(ok.at("/payload/video/url").asText()))
                    .isEqualTo(ok.at("/payload/video/file_size").asInt());

            assertThat(calls.isOfWaveSpeed(wave.posts().getFirst())).isTrue();
            JsonNode done = JSON.readTree(wave.posts().getFirst().body());
            assertThat(done.path("id").asText()).isEqualTo(id);
            assertThat(done.path("status").asText()).isEqualTo("completed");
            assertThat(done.at("/input/prompt").asText()).isEqualTo("a wave");
            assertThat(size(done.at("/outputs/0").asText())).isPositive();

            calls.submitFal("[[fault:generation-moderated-prompt]] a bad one", fal.origin());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> fal.posts().size() == 3);
            JsonNode error = JSON.readTree(fal.posts().getLast().body());
            assertThat(error.path("status").asText()).isEqualTo("ERROR");
            assertThat(error.path("error").asText()).isEqualTo("Invalid status code: 422");
            assertThat(error.at("/payload/detail/0/type").asText()).isEqualTo("content_policy_violation");
        }
    }

    private static int size(String link) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body()
                    .length;
        }
    }
}
