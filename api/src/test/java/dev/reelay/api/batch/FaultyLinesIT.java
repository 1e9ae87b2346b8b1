package dev.reelay.api.batch;

import static dev.reelay.api.batch.BatchCaller.line;
import static dev.reelay.api.batch.BatchCaller.lines;
import static dev.reelay.api.batch.BatchCaller.send;
import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manifest with lines that cannot be accepted: each is named by its line and field, and nothing is bought. */
@QuarkusTest
@WithTestResource(Servers.class)
class FaultyLinesIT {
    /** The field at fault, what its message holds, and the line. */
    private static final List<List<String>> FAULTY = List.of(
            List.of("", "is no JSON object", "{"),
            List.of("", "is no JSON object", "{\"input\": {\"prompt\": \"x}"),
            List.of("", "is no JSON object", "{'input': {}}"),
            List.of("", "is no JSON object", "{\"input\": {\"prompt\": \"x\",}}"),
            List.of("", "is no JSON object", "{} {}"),
            List.of("", "is no JSON object", "{\"priority\": 1, \"priority\": 2}"),
            List.of("", "is no JSON object", "NaN"),
            List.of("", "must be an object", "[]"),
            List.of("", "must be an object", "\"a prompt\""),
            List.of("", "must be an object", "17"),
            List.of("", "must be an object", "null"),
            List.of("/custom_id", "must be a string", "{\"custom_id\": 17}"),
            List.of("/custom_id", "must be a string", "{\"custom_id\": \"\"}"),
            List.of("/custom_id", "must be a string", "{\"custom_id\": \"" + "x".repeat(256) + "\"}"),
            List.of("/custom_id", "must be a string", "{\"custom_id\": \"a\\u0000b\"}"),
            List.of("/custom_id", "must be a string", "{\"custom_id\": [\"x\"]}"),
            List.of("/custom_id", "line 1 already", line(1)),
            List.of("/input/prompt", "is required", "{}"),
            List.of("/input", "object", "{\"input\": \"a prompt\"}"),
            List.of("/input", "object", "{\"input\": []}"),
            List.of("/input/prompt", "string", "{\"input\": {\"prompt\": 5}}"),
            List.of("/input/prompt", "", "{\"input\": {\"prompt\": \"\"}}"),
            List.of("/input/prompt", "U+0000", "{\"input\": {\"prompt\": \"a\\u0000\"}}"),
            List.of("/input/prompd", "prompt", "{\"input\": {\"prompd\": \"x\", \"prompt\": \"x\"}}"),
            List.of("/input/duration", "", prompted("\"duration\": 6")),
            List.of("/input/duration", "", prompted("\"duration\": \"five\"")),
            List.of("/input/resolution", "", prompted("\"resolution\": \"8k\"")),
            List.of("/input/aspect_ratio", "", prompted("\"aspect_ratio\": \"2:1\"")),
            List.of("/input/loop", "", prompted("\"loop\": \"yes\"")),
            List.of("/input/image_url", "", prompted("\"image_url\": \"\"")),
            List.of("/input/image_url", "", prompted("\"image_url\": \"ftp://example.com/a.jpg\"")),
            List.of("/input/image_url", "", prompted("\"image_url\": \"http://169.254.169.254/a.jpg\"")),
            List.of("/input/image_url", "", prompted("\"image_url\": \"https://127.0.0.1/a.jpg\"")),
            List.of("/input/image_url", "prefixes", prompted("\"image_url\": \"s3://others-bucket/a.jpg\"")),
            List.of("/input/image_url", "", prompted("\"image_url\": \"data:text/html;base64,AAAA\"")),
            List.of("/model", "no model has the id", "{\"model\": \"luma/ray-9\", \"input\": {\"prompt\": \"x\"}}"),
            List.of("/model", "string", "{\"model\": 5, \"input\": {\"prompt\": \"x\"}}"),
            List.of("/modle", "model", with("\"modle\": \"x\"")),
            List.of("/providers/0", "no provider has the name", with("\"providers\": [\"sora\"]")),
            List.of("/providers/0", "has no key", with("\"providers\": [\"segmind\"]")),
            List.of("/providers", "array", with("\"providers\": \"fal\"")),
            List.of("/providers/1", "twice", with("\"providers\": [\"fal\", \"fal\"]")),
            List.of("/prefer", "cheapest", with("\"prefer\": \"best\"")),
            List.of("/allow_nearest", "true or false", with("\"allow_nearest\": \"yes\"")),
            List.of("/priority", "integer", with("\"priority\": 11")),
            List.of("/priority", "integer", with("\"priority\": 1.5")),
            List.of("/start_by", "past", with("\"start_by\": \"2020-01-01T00:00:00Z\"")),
            List.of("/finish_by", "RFC 3339", with("\"finish_by\": \"tomorrow\"")),
            List.of("/on_unknown", "resubmit", with("\"on_unknown\": \"ask\"")),
            List.of("/webhook_url", "https", with("\"webhook_url\": \"hook\"")),
            List.of("/webhook_events", "webhook_url", with("\"webhook_events\": [\"generation.completed\"]")),
            List.of("/metadata", "object", with("\"metadata\": [\"x\"]")),
            List.of("/metadata/order", "string", with("\"metadata\": {\"order\": 7}")));

    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static String prompted(String field) {
        return "{\"input\": {\"prompt\": \"x\", " + field + "}}";
    }

    private static String with(String field) {
        return "{" + field + ", \"input\": {\"prompt\": \"x\"}}";
    }

    /** Two good lines, then the faulty ones, each followed by a good one. */
    private static String manifest() {
        StringBuilder manifest = new StringBuilder(lines(1, 2));
        for (int i = 0; i < FAULTY.size(); i++) {
            manifest.append('\n').append(FAULTY.get(i).get(2)).append('\n').append(line(100 + i));
        }
        return manifest.toString();
    }

    private static int lineOf(int fault) {
        return 3 + 2 * fault;
    }

    @Test
    void eachIsNamedByItsLineAndFieldAndNothingIsBought() {
        Response refused = send("", manifest());

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("type")).isEqualTo("urn:reelay:problem:invalid-manifest");
        assertThat(refused.<Integer>path("counts.lines")).isEqualTo(2 + 2 * FAULTY.size());
        assertThat(refused.<Integer>path("counts.invalid")).isEqualTo(FAULTY.size());
        assertThat(refused.<List<?>>path("errors")).isNotEmpty();
        List<Map<String, Object>> report = report(refused.path("batch_id"));
        for (int i = 0; i < FAULTY.size(); i++) {
            int n = lineOf(i);
            List<String> wanted = FAULTY.get(i);
            assertThat(report)
                    .as("line %d, %s", n, wanted)
                    .anySatisfy(fault -> assertThat(fault)
                            .containsEntry("line", n)
                            .containsEntry("field", wanted.get(0))
                            .extractingByKey("message")
                            .asString()
                            .contains(wanted.get(1)));
        }
        assertThat(report).extracting(fault -> fault.get("line")).doesNotContain(2, 4, 6, 104);
        assertThat(tables.traces()).isZero();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> tables.count("select count(*) from batch_line where faults is null") == 0);
    }

    private static List<Map<String, Object>> report(String batch) {
        List<Map<String, Object>> all = new ArrayList<>();
        Integer after = 0;
        while (after != null) {
            Response page = ACME.call().get("/v1/batches/" + batch + "/report?limit=20&after=" + after);
            all.addAll(page.path("faults"));
            after = page.path("next_after");
        }
        return all;
    }

    @Test
    void theOthersRunAloneWhereThatIsWished() {
        Response taken = send("accept_valid=true", manifest());

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.<Integer>path("counts.valid")).isEqualTo(2 + FAULTY.size());
        assertThat(taken.<Integer>path("counts.invalid")).isEqualTo(FAULTY.size());
        assertThat(report(taken.path("batch_id"))).hasSizeGreaterThanOrEqualTo(FAULTY.size());
    }

    @Test
    void aManifestOfFaultyLinesAloneIsRefusedAllTheSame() {
        assertThat(send("accept_valid=true", "{}\n{}").statusCode()).isEqualTo(422);
        assertThat(send("", "\n\r\n  \n").<String>path("detail")).contains("no line");
    }
}
