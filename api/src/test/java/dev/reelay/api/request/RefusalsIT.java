package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.INPUT;
import static dev.reelay.api.testing.Client.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Records;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not right is refused with the place of every fault, and leaves nothing behind. */
@QuarkusTest
@WithTestResource(Servers.class)
class RefusalsIT {
    private static final String ENVELOPE = "{\"model\": \"" + MODEL + "\", \"input\": " + INPUT;

    @Inject
    Tables tables;

    @Inject
    Records records;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    /** A body and what must be said of it: the problem's word, and the pointers of all faults, in any order. */
    record Bad(String body, int status, String problem, List<String> pointers) {
        @Override
        public String toString() {
            String shown = body.length() > 90 ? body.substring(0, 90) + "…" : body;
            return problem + " " + pointers + " " + shown;
        }
    }

    private static Bad invalid(String body, String... pointers) {
        return new Bad(body, 422, "invalid-request", List.of(pointers));
    }

    private static Bad unserved(String body, String... pointers) {
        return new Bad(body, 422, "no-provider", List.of(pointers));
    }

    private static Bad broken(String body, String pointer) {
        return new Bad(body, 400, "broken-json", List.of(pointer));
    }

    private static String input(String fields) {
        return "{\"prompt\": \"a\", \"image_url\": \"https://cdn.example.com/a.png\", " + fields + "}";
    }

    private static String image(String address) {
        return "{\"prompt\": \"a\", \"image_url\": \"" + address + "\"}";
    }

    static Stream<Bad> inputs() {
        return Stream.of(
                broken("", ""),
                broken("  ", ""),
                broken("{", ""),
                broken("{\"prompt\": \"a\",}", "/prompt"),
                broken("{\"prompt\": 'a'}", "/prompt"),
                broken("{\"prompt\": \"a\"} {}", ""),
                broken("{\"prompt\": \"a\", \"prompt\": \"b\"}", "/prompt"),
                broken("{\"prompt\": " + "[".repeat(40) + "]".repeat(40) + "}", "/prompt" + "/0".repeat(31)),
                broken("{\"duration\": " + "9".repeat(101) + "}", "/duration"),
                broken("{\"prompt\": \"\u00ff\u00fe\"}", ""),
                invalid("[]", ""),
                invalid("\"a\"", ""),
                invalid("null", ""),
                invalid("{}", "/prompt", "/image_url"),
                invalid("{\"prompt\": \"a\"}", "/image_url"),
                invalid(image("https://cdn.example.com/a.png").replace("\"a\"", "\"\""), "/prompt"),
                invalid(image("https://cdn.example.com/a.png").replace("\"a\"", "7"), "/prompt"),
                invalid(
                        image("https://cdn.example.com/a.png").replace("\"a\"", "\"" + "a".repeat(5001) + "\""),
                        "/prompt"),
                invalid(input("\"duration\": 6"), "/duration"),
                invalid(input("\"duration\": \"5\""), "/duration"),
                invalid(input("\"duration\": 1e400"), "/duration"),
                invalid(input("\"duration\": 99999999999999999999"), "/duration"),
                invalid(input("\"durration\": 5"), "/durration"),
                invalid(
                        input("\"loop\": \"yes\", \"resolution\": \"4k\", \"aspect_ratio\": \"2:1\""),
                        "/loop",
                        "/resolution",
                        "/aspect_ratio"),
                invalid(
                        input("\"loop\": true, \"end_image_url\": \"https://cdn.example.com/b.png\""),
                        "/end_image_url"),
                invalid("{\"prompt\": \"a\\u0000b\", \"image_url\": \"https://cdn.example.com/a.png\"}", "/prompt"),
                invalid("{\"prompt\": \"\\ud800\", \"image_url\": \"https://cdn.example.com/a.png\"}", "/prompt"),
                invalid(image("http://cdn.example.com/a.png"), "/image_url"),
                invalid(image("https://localhost/a.png"), "/image_url"),
                invalid(image("https://169.254.169.254/latest/meta-data"), "/image_url"),
                invalid(image("https://[::1]/a.png"), "/image_url"),
                invalid(image("https://0x7f.1/a.png"), "/image_url"),
                invalid(image("https://user:word@cdn.example.com/a.png"), "/image_url"),
                invalid(image("file:///etc/passwd"), "/image_url"),
                invalid(image("s3://someone-else/stills/a.png"), "/image_url"),
                invalid(image("s3://acme-media/stills/../private/a.png"), "/image_url"),
                invalid(image("s3://acme-media/stillsandmore/a.png"), "/image_url"),
                invalid(image("data:image/png,abc"), "/image_url"),
                invalid(image("data:text/html;base64,PGI+YTwvYj4="), "/image_url"),
                invalid(image("data:image/png;base64,aGVsbG8gd29ybGQhISE="), "/image_url"),
                invalid(image("data:image/png;base64,iVBORw0KGgoAAAANSUhEUg*A"), "/image_url"),
                invalid(image("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA" + "A".repeat(7_100_000)), "/image_url"));
    }

    static Stream<Bad> envelopes() {
        return Stream.of(
                invalid("[]", ""),
                invalid("{}", "/model", "/input"),
                invalid("{\"model\": 7, \"input\": " + INPUT + "}", "/model"),
                invalid("{\"model\": \"\", \"input\": " + INPUT + "}", "/model"),
                invalid("{\"model\": \"luma/ray2/image-to-video\", \"input\": " + INPUT + "}", "/model"),
                invalid("{\"model\": \"" + MODEL + "\", \"input\": []}", "/input"),
                invalid(
                        "{\"model\": \"" + MODEL + "\", \"input\": {\"duration\": 6}}",
                        "/input/duration",
                        "/input/prompt",
                        "/input/image_url"),
                invalid(ENVELOPE + ", \"webhook\": \"https://a.example.com\"}", "/webhook"),
                invalid(ENVELOPE + ", \"a/b~c\": 1}", "/a~1b~0c"),
                invalid(ENVELOPE + ", \"webhook_url\": \"https://10.0.0.1/\"}", "/webhook_url"),
                invalid(ENVELOPE + ", \"webhook_url\": 1}", "/webhook_url"),
                invalid(ENVELOPE + ", \"providers\": []}", "/providers"),
                invalid(ENVELOPE + ", \"providers\": \"fal\"}", "/providers"),
                invalid(
                        ENVELOPE + ", \"providers\": [\"fall\", 7, \"fal\", \"fal\"]}",
                        "/providers/0",
                        "/providers/1",
                        "/providers/3"),
                invalid(
                        ENVELOPE + ", \"metadata\": {\"a\": 1, \"b\": \"x\", \"c\": \"" + "y".repeat(513) + "\"}}",
                        "/metadata/a",
                        "/metadata/c"),
                invalid(ENVELOPE + ", \"metadata\": [\"a\"]}", "/metadata"),
                invalid(ENVELOPE + ", \"priority\": 11}", "/priority"),
                invalid(ENVELOPE + ", \"priority\": \"high\"}", "/priority"),
                invalid(ENVELOPE + ", \"priority\": 0.5}", "/priority"),
                invalid(ENVELOPE + ", \"start_by\": \"tomorrow\"}", "/start_by"),
                invalid(ENVELOPE + ", \"start_by\": \"2099-01-01T00:00:00\"}", "/start_by"),
                invalid(ENVELOPE + ", \"finish_by\": \"2020-01-01T00:00:00Z\"}", "/finish_by"),
                invalid(
                        ENVELOPE + ", \"start_by\": \"2099-01-02T00:00:00Z\", \"finish_by\": \"2099-01-01T00:00:00Z\"}",
                        "/start_by"),
                invalid(ENVELOPE + ", \"on_unknown\": \"retry\"}", "/on_unknown"),
                invalid(ENVELOPE + ", \"prefer\": \"nicest\", \"allow_nearest\": 1}", "/prefer", "/allow_nearest"),
                invalid(
                        ENVELOPE + ", \"prefer\": [\"fastest\"], \"allow_nearest\": \"yes\"}",
                        "/prefer",
                        "/allow_nearest"),
                unserved(
                        "{\"model\": \"" + MODEL
                                + "\", \"providers\": [\"runcomfy\"], \"allow_nearest\": true, \"input\": "
                                + input("\"duration\": 9, \"aspect_ratio\": \"1:1\"") + "}",
                        "/input/aspect_ratio"),
                invalid(
                        "{\"modle\": 1, \"input\": {}, \"priority\": 99, \"on_unknown\": 3}",
                        "/modle",
                        "/model",
                        "/priority",
                        "/on_unknown"),
                unserved(
                        "{\"model\": \"" + MODEL + "\", \"providers\": [\"runcomfy\"], \"input\": "
                                + input("\"duration\": 9, \"aspect_ratio\": \"1:1\"") + "}",
                        "/input/duration",
                        "/input/aspect_ratio"),
                unserved(
                        "{\"model\": \"" + MODEL + "\", \"providers\": [\"fal\", \"runcomfy\"], \"input\": "
                                + input("\"duration\": 10") + "}",
                        "/input/duration",
                        "/input/duration"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aBadInputIsRefusedAndLeavesNothing(Bad bad) {
        long before = records.count();
        refused(
                bad,
                ACME.call()
                        .header("Idempotency-Key", "a-key")
                        .contentType("application/json")
                        .body(latin1(bad))
                        .post("/v1/models/" + MODEL),
                before);
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void aBadEnvelopeIsRefusedAndLeavesNothing(Bad bad) {
        long before = records.count();
        refused(
                bad,
                ACME.call()
                        .header("Idempotency-Key", "a-key")
                        .contentType("application/json")
                        .body(latin1(bad))
                        .post("/v1/requests"),
                before);
    }

    private void refused(Bad bad, Response answer, long before) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(bad.status());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:reelay:problem:" + bad.problem());
        assertThat(answer.<List<String>>path("errors.pointer"))
                .as(answer.asString())
                .containsExactlyInAnyOrderElementsOf(bad.pointers());
        assertThat(answer.<List<String>>path("errors.message"))
                .doesNotContainNull()
                .allSatisfy(message -> assertThat(message).isNotBlank());
        assertThat(answer.asString()).hasSizeLessThan(3000).doesNotContain("Exception", "dev.reelay", "com.fasterxml");
        assertThat(tables.traces()).isZero();
        assertThat(records.count()).isEqualTo(before);
    }

    /** So that a test can hold bytes that are not UTF-8; everything else here is ASCII. */
    private static byte[] latin1(Bad bad) {
        return bad.body().getBytes(StandardCharsets.ISO_8859_1);
    }
}
