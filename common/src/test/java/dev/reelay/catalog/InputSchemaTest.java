package dev.reelay.catalog;

import static dev.reelay.catalog.Seeds.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputSchemaTest {
    private static final Catalog CATALOG = CatalogLoader.load(null, Map.of());
    private static final Listing LUMA = CATALOG.find(Seeds.LUMA).orElseThrow();
    private static final Listing LTX = CATALOG.find(Seeds.LTX).orElseThrow();

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("durationn", "5", "/durationn", "unknown field; did you mean `duration`?"),
                Arguments.of(
                        "camera",
                        "5",
                        "/camera",
                        "unknown field; known are prompt, image_url, end_image_url, loop, resolution, aspect_ratio, duration"),
                Arguments.of("a/b~c", "5", "/a~1b~0c", "unknown field; known are"),
                Arguments.of("duration", "7", "/duration", "must be one of 5, 9, 10"),
                Arguments.of("duration", "\"5\"", "/duration", "must be one of 5, 9, 10, as a number and not a text"),
                Arguments.of("resolution", "\"4k\"", "/resolution", "must be one of \"540p\", \"720p\", \"1080p\""),
                Arguments.of("loop", "\"yes\"", "/loop", "must be a boolean, not a string"),
                Arguments.of("prompt", "null", "/prompt", "must be a string, not null"),
                Arguments.of("prompt", "\"\"", "/prompt", "must be at least 1 and at most 5000 characters long"),
                Arguments.of(
                        "image_url", "\"ftp://x\"", "/image_url", "must be an https or s3 address, or a data URI"));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aViolationBlamesTheFieldAndSaysWhatIsRight(String field, String value, String pointer, String message) {
        ObjectNode input = Seeds.RUNCOMFY_LUMA.deepCopy();
        input.set(field, json(value));

        assertThat(LUMA.violations(input)).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.message()).startsWith(message);
        });
    }

    @Test
    void aMissingFieldIsBlamedItself() {
        assertThat(LUMA.violations(json("{}")))
                .containsExactly(
                        new Violation("/prompt", "is required: what happens in the clip"),
                        new Violation("/image_url", "is required: the first frame"));
    }

    @Test
    void anInputThatIsNoObjectIsBlamedAsAWhole() {
        assertThat(LUMA.violations(json("[1]"))).containsExactly(new Violation("", "must be an object, not an array"));
    }

    @Test
    void aLoopTakesNoLastFrame() {
        ObjectNode input = Seeds.RUNCOMFY_LUMA.deepCopy();
        input.put("loop", true).put("end_image_url", "https://a.example/2.png");

        assertThat(LUMA.violations(input))
                .containsExactly(new Violation(
                        "/end_image_url", "must be left out when loop is true, since a loop ends where it began"));
    }

    @Test
    void rulesSeeDefaultsAsFilledIn() {
        ObjectNode input = Seeds.RUNCOMFY_LTX.deepCopy();
        assertThat(LTX.violations(input.put("duration", 20))).isEmpty();
        assertThat(LTX.violations(input.put("fps", 50)))
                .containsExactly(
                        new Violation("/duration", "must be at most 10 unless fps is 25 and resolution is 1080p"));
        assertThat(LTX.violations(input.put("fps", 25).put("resolution", "1440p")))
                .hasSize(1);
        assertThat(LTX.violations(input.put("duration", 10))).isEmpty();
    }

    @Test
    void aHugeValueIsRefusedQuicklyAndNeverRepeated() {
        String huge = "x".repeat(5_000_000);
        ObjectNode input = Seeds.RUNCOMFY_LUMA.deepCopy();
        input.put("prompt", huge).put("image_url", huge).put("duration", huge).put(huge, huge);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(LUMA.violations(input))
                        .hasSize(4)
                        .allSatisfy(violation -> assertThat(violation.pointer().length()
                                        + violation.message().length())
                                .isLessThan(300)));
    }

    @Test
    void thousandsOfMistakesAreToldInAFew() {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        for (int field = 0; field < 10_000; field++) {
            input.put("field" + field, 1);
        }
        assertThat(LUMA.violations(input)).hasSizeLessThan(30);
    }

    @Test
    void everythingOfAnInputIsCheckedAtOnce() {
        JsonNode input = json("{\"prompt\": 1, \"image_url\": 2, \"loop\": 3}");
        assertThat(LUMA.violations(input))
                .extracting(Violation::pointer)
                .containsExactly("/prompt", "/image_url", "/loop");
    }
}
