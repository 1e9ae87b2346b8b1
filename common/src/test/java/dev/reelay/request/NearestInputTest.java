package dev.reelay.request;

import static dev.reelay.request.Inputs.LUMA;
import static dev.reelay.request.Inputs.json;
import static dev.reelay.request.Inputs.luma;
import static dev.reelay.request.Inputs.lumaAt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NearestInputTest {
    private static final String ZOOM = """
            model: test/zoom
            title: Zoom
            input:
              type: object
              additionalProperties: false
              properties:
                seconds: {type: integer, default: 4}
                strength: {type: number, default: 0.25}
                camera:
                  type: object
                  properties:
                    lens: {type: string, enum: [35mm, 50mm, 85mm, wide]}
                calm: {type: boolean, default: false}
            rules:
              - when: calm and seconds = 8
                at: /seconds
                message: must not be 8 when calm
            sample: {seconds: 4}
            offerings:
              - provider: fal
                provider_model: zoom
                serves:
                  properties:
                    seconds: {minimum: 2, maximum: 8}
                    strength: {enum: [0.25, 0.75, 1.5]}
                    camera: {properties: {lens: {enum: [35mm, 85mm]}}}
                    calm: true
                limits: {typical: 1m, longest: 10m}
            """;

    @TempDir
    Path folder;

    static Stream<Arguments> nearest() {
        return Stream.of(
                Arguments.of("fal", "\"duration\": 10", "/duration", "9"),
                Arguments.of("wavespeed", "\"resolution\": \"720p\", \"duration\": 9", "/duration", "10"),
                Arguments.of("segmind", "\"duration\": 9", "/duration", "5"),
                Arguments.of("segmind", "\"resolution\": \"1080p\"", "/resolution", "\"720p\""),
                Arguments.of("wavespeed", "\"resolution\": \"540p\"", "/resolution", "\"720p\""),
                Arguments.of("fal", "\"aspect_ratio\": \"3:2\"", "/aspect_ratio", "\"4:3\""),
                Arguments.of("fal", "\"aspect_ratio\": \"1:1\"", "/aspect_ratio", "\"3:4\""),
                Arguments.of("fal", "\"aspect_ratio\": \"4:5\"", "/aspect_ratio", "\"3:4\""),
                Arguments.of("segmind", "\"aspect_ratio\": \"3:4\"", "/aspect_ratio", "\"4:5\""),
                Arguments.of(
                        "wavespeed",
                        "\"resolution\": \"720p\", \"aspect_ratio\": \"9:21\"",
                        "/aspect_ratio",
                        "\"9:16\""));
    }

    @ParameterizedTest
    @MethodSource("nearest")
    void aSizeGoesToTheNearestThatIsServed(String provider, String asked, String field, String gets) {
        JsonNode input = luma(asked);

        NearestInput near = NearestInput.of(LUMA, lumaAt(provider), input);

        assertThat(near.objections()).isEmpty();
        JsonNode expected = json("{\"gets\": " + gets + "}").get("gets");
        assertThat(near.differences()).containsExactly(new Difference(field, input.at(field), expected));
        assertThat(near.input()).isEqualTo(luma(asked + ", \"" + field.substring(1) + "\": " + gets));
    }

    @Test
    void whatWasAskedForIsNotTouched() {
        JsonNode input = luma("\"duration\": 10");

        NearestInput.of(LUMA, lumaAt("fal"), input);

        assertThat(input).isEqualTo(luma("\"duration\": 10"));
    }

    @Test
    void whatIsServedExactlyHasNoDifferences() {
        NearestInput near = NearestInput.of(LUMA, lumaAt("fal"), luma("\"duration\": 9"));

        assertThat(near.differences()).isEmpty();
        assertThat(near.objections()).isEmpty();
    }

    @Test
    void severalFieldsAreBroughtNearTogether() {
        NearestInput near = NearestInput.of(LUMA, lumaAt("fal"), luma("\"duration\": 10, \"aspect_ratio\": \"5:4\""));

        assertThat(near.objections()).isEmpty();
        assertThat(near.differences()).extracting(Difference::pointer).containsExactly("/aspect_ratio", "/duration");
    }

    @Test
    void whatHasNoSizeStaysAndOnlyThatIsToldOf() {
        NearestInput looped =
                NearestInput.of(LUMA, lumaAt("wavespeed"), luma("\"loop\": true, \"resolution\": \"540p\""));
        assertThat(looped.objections())
                .containsExactly(new Violation("/loop", "must be false; wavespeed renders no loops"));

        NearestInput shaped =
                NearestInput.of(LUMA, lumaAt("runcomfy"), luma("\"duration\": 9, \"aspect_ratio\": \"1:1\""));
        assertThat(shaped.objections()).extracting(Violation::pointer).containsExactly("/aspect_ratio");

        NearestInput framed =
                NearestInput.of(LUMA, lumaAt("segmind"), luma("\"end_image_url\": \"https://cdn.example.com/b.png\""));
        assertThat(framed.objections()).extracting(Violation::pointer).containsExactly("/end_image_url");
    }

    private NearestInput zoom(String asked) throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/zoom.yaml"), ZOOM);
        Listing listing = CatalogLoader.load(folder, Map.of()).find("test/zoom").orElseThrow();
        JsonNode input = listing.complete(json(asked));
        assertThat(listing.violations(input)).isEmpty();
        return NearestInput.of(listing, listing.offerings().getFirst(), input);
    }

    private static List<String> told(NearestInput near) {
        return near.differences().stream()
                .map(each -> each.pointer() + " " + each.asked() + " " + each.gets())
                .toList();
    }

    @Test
    void aNumberBeyondABoundGoesToTheBound() throws IOException {
        assertThat(told(zoom("{\"seconds\": 20}"))).containsExactly("/seconds 20 8");
        assertThat(told(zoom("{\"seconds\": -1}"))).containsExactly("/seconds -1 2");
    }

    @Test
    void ofTwoThatAreAsNearTheSmallerIsTaken() throws IOException {
        assertThat(told(zoom("{\"strength\": 0.5}"))).containsExactly("/strength 0.5 0.25");
    }

    @Test
    void wordsOfAnotherKindAreNotCompared() throws IOException {
        assertThat(told(zoom("{\"camera\": {\"lens\": \"50mm\"}}"))).containsExactly("/camera/lens \"50mm\" \"35mm\"");
        assertThat(zoom("{\"camera\": {\"lens\": \"wide\"}}").objections())
                .extracting(Violation::pointer)
                .containsExactly("/camera/lens");
    }

    @Test
    void theRulesOfTheModelStillHold() throws IOException {
        NearestInput near = zoom("{\"seconds\": 20, \"calm\": true}");

        assertThat(near.objections()).containsExactly(new Violation("/seconds", "must not be 8 when calm"));
    }
}
