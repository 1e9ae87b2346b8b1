package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way of a request, with the sample inputs as the providers' own documents print them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathOfAGenerationIT {
    private Pieces pieces;
    private Requests requests;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.QUEUE_TIME, "1s")
                .with(Setting.GENERATION_TIME, "3s")
                .with(Setting.RESULT_SIZE, "2MiB");
        pieces = Pieces.start(folder, simulated, 5);
        requests = new Requests(pieces.api().uri());
        pieces.worker("worker-1");
    }

    @AfterAll
    void everyEventWasAsDescribed() throws IOException {
        try (Pieces all = pieces) {
            DescribedEvents.check(all);
        }
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("runcomfy", "luma/luma-ray-2/image-to-video", """
                        {"prompt": "Couple look at each other and kiss",
                         "image_url": "https://playgrounds-storage-public.runcomfy.net/tools/7004/media-files/usecase1-3-input.webp"}"""),
                Arguments.of("runcomfy", "ltx/ltx-2/fast/image-to-video", """
                        {"image_url": "https://playgrounds-storage-public.runcomfy.net/tools/7233/media-files/input-1-1.jpg",
                         "prompt": "A woman stands still amid a busy neon-lit street at night. The camera slowly dollies in toward her face as people blur past, their motion emphasizing her calm presence."}"""),
                Arguments.of("segmind", "luma-ray-img-2-video", """
                        {"prompt": "A couple locks eyes, gradually moving closer. Their expressions soften with affection. They lean in, sharing a gentle kiss, capturing a moment of genuine connection.",
                         "start_frame": "https://segmind-resources.s3.amazonaws.com/input/0bf45723-c1e2-4349-adcd-9dd48509622a-i2v_01_first_frame.jpg",
                         "loop": false, "resolution": "720p", "aspect_ratio": "1:1"}"""),
                // The page's curl with what the page requires beside it.
                Arguments.of("wavespeed", "luma/ray-2-i2v", """
                        {"size": "1280*720", "duration": 5, "prompt": "A couple walks along a beach",
                         "image": "https://example.com/first.jpg"}"""),
                Arguments.of("fal", "fal-ai/luma-dream-machine/ray-2/image-to-video", """
                        {"prompt": "A stylish woman walks down a Tokyo street filled with warm glowing neon and animated city signage."}"""),
                Arguments.of("fal", "fal-ai/luma-dream-machine/ray-2/image-to-video", """
                        {"prompt": "A stylish woman walks down a Tokyo street filled with warm glowing neon and animated city signage.",
                         "image_url": "https://fal.media/files/elephant/8kkhB12hEZI2kkbU8pZPA_test.jpeg",
                         "aspect_ratio": "16:9", "resolution": "540p", "duration": "5s"}"""));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentsSampleIsBoughtOnceAndKeptWhole(String provider, String model, String input) throws Exception {
        pieces.simulator().resetBill();
        URI request = requests.submitInput(model, input);

        JsonNode done = completed(request);

        List<BillLine> bill = pieces.simulator().bill().lines();
        assertThat(bill).hasSize(1);
        assertThat(done.at("/attempts/0/provider").asText())
                .startsWith(bill.getFirst().received().provider());
        if (!model.startsWith("ltx")) {
            assertThat(bill.getFirst().received().provider())
                    .as("pinned by its own model id")
                    .isEqualTo(provider);
        }
        JsonNode artifact = done.at("/artifacts/0");
        assertThat(artifact.path("sha256").asText())
                .isEqualTo(pieces.simulator().sha256(bill.getFirst().job()));
        assertThat(artifact.path("bytes").asLong()).isEqualTo(2 * 1024 * 1024);
        assertThat(artifact.path("media_type").asText()).isEqualTo("video/mp4");
        assertThat(done.at("/output/video").asText()).startsWith("http");
        assertThat(bill.getFirst().downloads()).noneMatch(BillLine.Download::credentials);
    }

    static Stream<Arguments> offerings() {
        return CatalogLoader.load(null, Map.of()).listings().stream()
                .flatMap(listing -> listing.offerings().stream()
                        .filter(offering -> offering.objections(listing.complete(listing.sample()))
                                .isEmpty())
                        .map(offering -> Arguments.of(offering.provider(), listing.id(), listing.sample())));
    }

    @ParameterizedTest
    @MethodSource("offerings")
    void ffprobeAgreesWithTheArtifact(String provider, String model, JsonNode sample) throws Exception {
        Assumptions.assumeTrue(Ffprobe.isHere(), "ffprobe is not on the path");
        ObjectNode request = new ObjectMapper().createObjectNode().put("model", model);
        request.set("input", sample);
        request.putArray("providers").add(provider);

        JsonNode done = completed(requests.submitEnvelope(request.toString()));

        JsonNode artifact = done.at("/artifacts/0");
        Ffprobe seen = Ffprobe.of(done.at("/output/video").asText());
        assertThat(seen.width()).isEqualTo(artifact.path("width").asInt());
        assertThat(seen.height()).isEqualTo(artifact.path("height").asInt());
        assertThat(seen.bytes()).isEqualTo(artifact.path("bytes").asLong());
        assertThat(seen.seconds()).isCloseTo(artifact.path("duration_seconds").asDouble(), Offset.offset(0.001));
    }

    @Test
    void theCurlOfWaveSpeedsPageIsToldWhatItLacks() {
        pieces.simulator().resetBill();

        assertThatThrownBy(() -> requests.submitInput("luma/ray-2-i2v", "{\"size\": \"1280*720\", \"duration\": 5}"))
                .hasMessageContaining("422")
                .hasMessageContaining("/image")
                .hasMessageContaining("/prompt");

        assertThat(pieces.simulator().bill().totals().submits().all()).isZero();
    }

    @Test
    void theProviderFetchesAnUploadedImageThroughALink() throws Exception {
        byte[] image = HexFormat.of().parseHex("89504e470d0a1a0a0000000d4948445200000001000000010806000000");
        String place = requests.upload(image);
        pieces.simulator().resetBill();

        URI request = requests.submitInput(
                "fal-ai/luma-dream-machine/ray-2/image-to-video",
                "{\"prompt\": \"an upload\", \"image_url\": \"" + place + "\"}");
        completed(request);

        String sent = String.valueOf(
                pieces.simulator().bill().lines().getFirst().received().body());
        String link = new ObjectMapper().readTree(sent).path("image_url").asText();
        assertThat(link).startsWith("http").contains("X-Amz-Signature");
        assertThat(requests.fetch(URI.create(link), "bytes=0-").body()).isEqualTo(image);
    }

    @Test
    void aResultPlaysFromTheMiddle() throws Exception {
        JsonNode done = completed(requests.submit("luma/ray-2/image-to-video", 1));
        URI link = URI.create(done.at("/output/video").asText());

        HttpResponse<byte[]> part = requests.fetch(link, "bytes=1048576-1048675");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(100);
        assertThat(part.headers().firstValue("Content-Type")).contains("video/mp4");
    }

    @Test
    void eachEventIsPublishedOnceAndInOrder() throws Exception {
        URI request = requests.submit("luma/ray-2/image-to-video", 2);
        completed(request);
        String id = request.getPath().substring(request.getPath().lastIndexOf('/') + 1);

        List<ConsumerRecord<String, String>> records = Events.of(pieces, id, "dev.reelay.generation.completed.v1");

        assertThat(records.stream().map(Events::type))
                .containsExactly(
                        "dev.reelay.generation.accepted.v1",
                        "dev.reelay.attempt.started.v1",
                        "dev.reelay.attempt.accepted.v1",
                        "dev.reelay.attempt.in_progress.v1",
                        "dev.reelay.generation.storing.v1",
                        "dev.reelay.generation.completed.v1");
        assertThat(records.stream().map(Events::number)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(records.stream().map(Events::id)).doesNotHaveDuplicates();
    }

    @Test
    void aCancelWhileItRendersEndsAtTheProvider() throws Exception {
        URI request = requests.submitInput("fal-ai/luma-dream-machine/ray-2/image-to-video", """
                {"prompt": "cancel me"}""");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(requests.attemptStates(List.of(request))).containsOnly("ACCEPTED"));

        assertThat(requests.cancel(request).path("outcome").asText()).isEqualTo("cancellation_requested");

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(requests.states(List.of(request))).containsOnly("cancelled"));
    }

    private JsonNode completed(URI request) throws IOException, InterruptedException {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(
                        () -> assertThat(requests.states(List.of(request))).containsOnly("completed"));
        JsonNode all = requests.get(request.toString());
        JsonNode result = requests.get(request + "/result");
        ((com.fasterxml.jackson.databind.node.ObjectNode) all).set("output", result.path("output"));
        return all;
    }
}
