package dev.reelay.catalog;

import static dev.reelay.catalog.Seeds.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.definition.DefinitionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundledCatalogTest {
    private static final Catalog CATALOG = CatalogLoader.load(null, Map.of());

    @Test
    void theIndexNamesEveryBundledFile() throws IOException {
        Path folder = Path.of("src/main/resources/catalog");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(DefinitionFiles.bundled())
                    .extracting(file -> file.name().substring("catalog/".length()))
                    .as("catalog/index must name every definition")
                    .containsExactlyInAnyOrderElementsOf(files.filter(
                                    file -> file.toString().endsWith(".yaml"))
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .toList());
        }
    }

    @Test
    void oursAndTheProvidersOwnAreListed() {
        assertThat(CATALOG.listings())
                .extracting(Listing::id, Listing::pinned)
                .containsExactly(
                        tuple("fal-ai/ltx-2/image-to-video/fast", true),
                        tuple(Seeds.LUMA_AT_FAL, true),
                        tuple(Seeds.LTX, false),
                        tuple(Seeds.LUMA_AT_SEGMIND, true),
                        tuple(Seeds.LUMA_AT_RUNCOMFY, true),
                        tuple(Seeds.LUMA_AT_WAVESPEED, true),
                        tuple(Seeds.LUMA, false));
    }

    static Stream<Arguments> pageSamples() {
        return Stream.of(
                Arguments.of(Seeds.LUMA, Seeds.RUNCOMFY_LUMA, List.of("fal", "runcomfy", "segmind")),
                Arguments.of(Seeds.LUMA_AT_WAVESPEED, Seeds.WAVESPEED_LUMA, List.of("wavespeed")),
                Arguments.of(Seeds.LUMA_AT_SEGMIND, Seeds.SEGMIND_LUMA, List.of("segmind-v1")),
                Arguments.of(Seeds.LUMA_AT_RUNCOMFY, Seeds.RUNCOMFY_LUMA, List.of("runcomfy")),
                Arguments.of(Seeds.LUMA_AT_FAL, Seeds.FAL_LUMA_REQUIRED, List.of("fal")),
                Arguments.of(Seeds.LUMA_AT_FAL, Seeds.FAL_LUMA_FULL, List.of("fal")),
                Arguments.of(Seeds.LTX, Seeds.RUNCOMFY_LTX, List.of("fal", "runcomfy")));
    }

    @ParameterizedTest
    @MethodSource("pageSamples")
    void theSamplesOfTheProvidersPagesAreServed(String id, JsonNode sample, List<String> providers) {
        Listing listing = listing(id);

        assertThat(listing.violations(sample)).isEmpty();
        assertThat(listing.offerings())
                .filteredOn(offering ->
                        offering.objections(listing.complete(sample)).isEmpty())
                .extracting(Offering::provider)
                .containsExactlyElementsOf(providers);
    }

    @Test
    void lumaBodiesSayEverything() {
        JsonNode input = json("""
                {"prompt": "P", "image_url": "https://cdn.example/in.png", "aspect_ratio": "16:9", "resolution": "720p"}
                """);
        assertThat(body(Seeds.LUMA, "fal", input)).isEqualTo(json("""
                {"prompt":"P","image_url":"https://cdn.example/in.png","aspect_ratio":"16:9","resolution":"720p",
                 "duration":"5s","loop":false}
                """));
        assertThat(body(Seeds.LUMA, "runcomfy", without(input, "aspect_ratio"))).isEqualTo(json("""
                {"prompt":"P","image_url":"https://cdn.example/in.png","resolution":"720p","loop":false}
                """));
        assertThat(body(Seeds.LUMA, "wavespeed", input)).isEqualTo(json("""
                {"prompt":"P","image":"https://cdn.example/in.png","size":"1280*720","duration":5}
                """));
        assertThat(body(Seeds.LUMA, "segmind", input)).isEqualTo(json("""
                {"prompt":"P","start_frame":"https://cdn.example/in.png","aspect_ratio":"16:9","resolution":"720p",
                 "loop":false}
                """));
        assertThat(body(Seeds.LUMA, "segmind", without(input, "aspect_ratio"))
                        .path("aspect_ratio")
                        .asText())
                .as("its own default, said")
                .isEqualTo("1:1");
    }

    @Test
    void lumaKeepsTheLastFrame() {
        JsonNode input = json("""
                {"prompt": "P", "image_url": "https://a.example/1.png", "end_image_url": "https://a.example/2.png"}
                """);
        assertThat(body(Seeds.LUMA, "fal", input).path("end_image_url").asText())
                .isEqualTo("https://a.example/2.png");
        assertThat(body(Seeds.LUMA, "runcomfy", input).path("end_image_url").asText())
                .isEqualTo("https://a.example/2.png");
    }

    @Test
    void ltxBodiesSayEverything() {
        JsonNode input = json("""
                {"prompt": "P", "image_url": "https://cdn.example/in.png"}
                """);
        JsonNode atFal = json("""
                {"prompt":"P","image_url":"https://cdn.example/in.png","duration":6,"resolution":"1080p","fps":25,
                 "generate_audio":true}
                """);
        assertThat(body(Seeds.LTX, "fal", input)).isEqualTo(atFal);
        assertThat(without(body(Seeds.LTX, "runcomfy", input), "aspect_ratio")).isEqualTo(atFal);
        assertThat(body(Seeds.LTX, "runcomfy", input).path("aspect_ratio").asText())
                .isEqualTo("16:9");
    }

    @Test
    void aProvidersOwnFormGoesThroughUntouched() {
        Listing listing = listing(Seeds.LUMA_AT_FAL);
        JsonNode input = json("{\"prompt\": \"P\", \"seed\": 7}");

        assertThat(listing.complete(input)).isEqualTo(input);
        assertThat(body(Seeds.LUMA_AT_FAL, "fal", input)).isEqualTo(input);
    }

    @Test
    void nobodysPromptOrPictureIsFilledIn() {
        for (Listing listing : CATALOG.listings()) {
            assertThat(listing.complete(json("{}")).properties())
                    .as(listing.id())
                    .noneMatch(field -> field.getKey().contains("prompt")
                            || field.getValue().asText().contains("://"));
        }
    }

    @Test
    void falSaysWhyItCannotRenderTenSeconds() {
        JsonNode input = json("""
                {"prompt": "P", "image_url": "https://a.example/1.png", "duration": 10, "aspect_ratio": "1:1"}
                """);
        assertThat(offering(Seeds.LUMA, "fal").objections(listing(Seeds.LUMA).complete(input)))
                .containsExactlyInAnyOrder(
                        new Violation("/duration", "must be 5 or 9, the lengths that fal renders"),
                        new Violation(
                                "/aspect_ratio",
                                "must be one of \"16:9\", \"9:16\", \"4:3\", \"3:4\", \"21:9\", \"9:21\""));
    }

    @Test
    void runComfyRefusesWhatItWouldHaveToDrop() {
        JsonNode input = json("""
                {"prompt": "P", "image_url": "data:image/png;base64,AAAA", "duration": 9, "aspect_ratio": "16:9"}
                """);
        assertThat(offering(Seeds.LUMA, "runcomfy")
                        .objections(listing(Seeds.LUMA).complete(input)))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/image_url", "/duration", "/aspect_ratio");
    }

    @Test
    void waveSpeedServesTwoSizesAndNoMore() {
        assertThat(objections("wavespeed", "{\"resolution\": \"720p\", \"duration\": 10}"))
                .isEmpty();
        assertThat(objections("wavespeed", "{\"resolution\": \"720p\", \"aspect_ratio\": \"9:16\"}"))
                .isEmpty();
        assertThat(objections("wavespeed", "{\"duration\": 9, \"loop\": true, \"aspect_ratio\": \"1:1\"}"))
                .containsExactlyInAnyOrder("/resolution", "/duration", "/loop", "/aspect_ratio");
        assertThat(objections(
                        "wavespeed", "{\"resolution\": \"720p\", \"end_image_url\": \"https://a.example/2.png\"}"))
                .containsExactly("/end_image_url");
    }

    @Test
    void segmindLoopsAndRendersFiveSeconds() {
        assertThat(objections("segmind", "{\"loop\": true, \"aspect_ratio\": \"1:1\"}"))
                .isEmpty();
        assertThat(objections("segmind", "{\"duration\": 9, \"resolution\": \"1080p\"}"))
                .containsExactlyInAnyOrder("/duration", "/resolution");
    }

    @Test
    void theCurlOfWaveSpeedsPageLacksWhatThePageRequires() {
        assertThat(listing(Seeds.LUMA_AT_WAVESPEED).violations(json("{\"size\": \"1280*720\", \"duration\": 5}")))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/image", "/prompt");
    }

    @ParameterizedTest
    @MethodSource("prices")
    void pricesAreThoseOfThePages(String id, String input, String price) {
        JsonNode given = json(input);
        assertThat(offering(id, "fal").price().of(listing(id).complete(given)).orElseThrow())
                .isEqualByComparingTo(price);
    }

    static Stream<Arguments> prices() {
        return Stream.of(
                Arguments.of(Seeds.LUMA, "{}", "0.5"),
                Arguments.of(Seeds.LUMA, "{\"resolution\": \"720p\"}", "1.0"),
                Arguments.of(Seeds.LUMA, "{\"resolution\": \"1080p\", \"duration\": 9}", "4.0"),
                Arguments.of(Seeds.LUMA_AT_FAL, "{\"prompt\": \"P\"}", "0.5"),
                Arguments.of(Seeds.LUMA_AT_FAL, "{\"resolution\": \"1080p\", \"duration\": \"9s\"}", "4.0"),
                Arguments.of(Seeds.LTX, "{}", "0.24"),
                Arguments.of(Seeds.LTX, "{\"resolution\": \"2160p\", \"duration\": 10}", "1.6"),
                Arguments.of(Seeds.LTX, "{\"duration\": 14}", "0.56"));
    }

    @Test
    void aPriceNobodyTellsIsUnknownAndNotZero() {
        assertThat(offering(Seeds.LUMA, "runcomfy")
                        .price()
                        .of(listing(Seeds.LUMA).sample()))
                .isEmpty();
    }

    private static List<String> objections(String provider, String more) {
        ObjectNode input = (ObjectNode) json("{\"prompt\": \"P\", \"image_url\": \"https://a.example/1.png\"}");
        input.setAll((ObjectNode) json(more));
        return offering(Seeds.LUMA, provider).objections(listing(Seeds.LUMA).complete(input)).stream()
                .map(Violation::pointer)
                .toList();
    }

    private static Listing listing(String id) {
        return CATALOG.find(id).orElseThrow();
    }

    private static Offering offering(String id, String provider) {
        return listing(id).offerings().stream()
                .filter(offering -> offering.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode body(String id, String provider, JsonNode input) {
        JsonNode complete = listing(id).complete(input);
        return Documents.tree(offering(id, provider).mapping().evaluate(Documents.plain(complete)));
    }

    private static JsonNode without(JsonNode object, String field) {
        return object.<ObjectNode>deepCopy().without(field);
    }
}
