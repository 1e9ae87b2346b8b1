package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.Calls.NoAnswer;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.video.Sha256;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segmind, both versions, word for word. */
class SegmindTest {
    private static final String V1 = "/segmind/v1/luma-ray-img-2-video";
    private static final String V2 = "/segmind/v2/luma-ray-img-2-video";

    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.start();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void v2HasRequestsThatCanBeAskedFor() {
        JsonNode job = post(V2, "poll").json();
        String id = job.get("request_id").asText();
        String base = running.simulator.baseUri() + "/segmind/";

        assertThat(job.toString())
                .isEqualTo("{\"request_id\":\"" + id + "\",\"status\":\"QUEUED\",\"poll_url\":\"" + base
                        + "v1/requests/" + id + "\",\"status_url\":\"" + base + "v2/requests/" + id
                        + "/status\",\"response_url\":\"" + base + "v2/requests/" + id + "\"}");
        assertThat(get(job.get("status_url").asText()).json().get("status").asText())
                .isEqualTo("QUEUED");
        running.passAll();
        assertThat(get(job.get("status_url").asText()).json().get("status").asText())
                .isEqualTo("COMPLETED");
        assertThat(get(job.get("poll_url").asText()).json().get("status").asText())
                .isEqualTo("COMPLETED");
        JsonNode result = get(job.get("response_url").asText()).json();
        assertThat(result.get("output")).isEqualTo(result.at("/video/url"));
        assertThat(result.at("/metrics/cost").decimalValue()).isEqualByComparingTo("1.6");
        assertThat(result.at("/metrics/inference_time").asDouble()).isEqualTo(10.0);
    }

    @Test
    void aFailedRequestIs422() {
        JsonNode job = post(V2, "[[fault:generation-fails]]").json();
        running.passAll();

        Answered result = get(job.get("response_url").asText());

        assertThat(get(job.get("status_url").asText()).json().get("status").asText())
                .isEqualTo("FAILED");
        assertThat(result.status()).isEqualTo(422);
        assertThat(result.json().get("status").asText()).isEqualTo("FAILED");
        assertThat(result.json().at("/metrics/cost").isMissingNode()).isTrue();
    }

    @Test
    void aRecordIsGoneAfterAnHourThoughTheFileLives() {
        JsonNode job = post(V2, "hour").json();
        running.passAll();
        String file = get(job.get("response_url").asText()).json().get("output").asText();
        running.clock.pass(Duration.ofHours(1));

        Answered gone = get(job.get("status_url").asText());

        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text())
                .isEqualTo("{\"error\":\"Request " + job.get("request_id").asText() + " not found\"}");
        assertThat(running.anyone.get(file).status()).isEqualTo(200);
    }

    @Test
    void v1AnswersWithTheVideoItself() {
        try (Running quick = quick()) {
            Answered answer = quick.anyone.with("POST", V1, "{\"prompt\":\"bytes\"}", "x-api-key", "SG_1");

            BillLine line = quick.simulator.bill().lines().getFirst();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("video/mp4");
            assertThat(answer.header("x-cost")).isEqualTo("1.60");
            assertThat(answer.header("x-remaining-credits")).isEqualTo("998.40");
            assertThat(answer.header("x-request-id")).isEqualTo(line.job());
            assertThat(Sha256.of(answer.bytes())).isEqualTo(quick.simulator.sha256(line.job()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "download-wrong-type, 200, image/jpeg",
        "result-output-text, 200, application/json",
        "generation-fails, 500, application/json",
        "submit-500-accepted, 500, application/json"
    })
    void v1AnswersInOtherWaysToo(String fault, int status, String type) {
        try (Running quick = quick()) {
            Answered answer =
                    quick.anyone.with("POST", V1, "{\"prompt\":\"[[fault:" + fault + "]]\"}", "x-api-key", "SG_1");

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource({"download-cut", "submit-reset-after-body-accepted", "submit-hang-accepted"})
    void aBrokenConnectionLosesABilledJob(String fault) {
        try (Running quick = quick()) {
            assertThatThrownBy(() -> Calls.send(quick.anyone
                            .request(V1)
                            .header("x-api-key", "SG_1")
                            .timeout(Duration.ofMillis(500))
                            .POST(BodyPublishers.ofString("{\"prompt\":\"[[fault:" + fault + "]]\"}"))
                            .build()))
                    .isInstanceOf(NoAnswer.class);

            assertThat(quick.simulator.bill().totals().submits().accepted()).isEqualTo(1);
            quick.passAll();
            assertThat(quick.simulator.bill().totals().work().charged()).isEqualByComparingTo("1.6");
        }
    }

    @Test
    void errorsAreASentence() {
        assertThat(running.runcomfy.post(V2, "{\"prompt\":\"p\"}").status()).isEqualTo(401);
        assertThat(post(V2, "[[fault:no-credit]]").text()).isEqualTo("{\"error\":\"Not enough credits\"}");
        assertThat(post(V2, "[[fault:no-credit]]").status()).isEqualTo(406);
        assertThat(post(V2, "[[fault:410]]").status()).isEqualTo(410);
        assertThat(post(V2, "[[fault:429]]").header("x-rate-limit-reset-at-utc"))
                .isNotEmpty();
        assertThat(running.anyone.with("POST", V2, "{}", "x-api-key", "SG_1").text())
                .isEqualTo("{\"error\":\"Prompt is Mandatory and must be string\"}");
        assertThat(running.anyone
                        .with("POST", V2, "{\"prompt\":\"p\",\"resolution\":\"8k\"}", "x-api-key", "SG_1")
                        .status())
                .isEqualTo(406);
        Answered verb = running.anyone.with("PUT", V2, "", "x-api-key", "SG_1");
        assertThat(verb.status()).isEqualTo(405);
        assertThat(verb.header("Content-Type")).isEqualTo("text/html");
    }

    /** A simulator in which nothing takes any time, since a blocking caller cannot move the clock. */
    private static Running quick() {
        Running quick = Running.start();
        quick.simulator.change(
                settings -> settings.with(Setting.QUEUE_TIME, "0s").with(Setting.GENERATION_TIME, "0s"));
        return quick;
    }

    private static Answered post(String path, String prompt) {
        return running.anyone.with("POST", path, "{\"prompt\":\"" + prompt + "\"}", "x-api-key", "SG_1");
    }

    private static Answered get(String link) {
        return running.anyone.with("GET", link, "", "x-api-key", "SG_1");
    }
}
