package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.Calls.NoAnswer;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of the calls that follow a submit. */
class CallFaultsTest {
    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.start();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "close", "reset-mid-answer", "hang"})
    void aCallWithoutAnAnswerIsFollowedByOneWithAnAnswer(String fault) {
        JsonNode job = running.falDone("[[fault:status-" + fault + "]] [[fault:result-" + fault + "]]");

        for (String link : new String[] {"status_url", "response_url"}) {
            assertThatThrownBy(() -> Calls.send(running.fal
                            .request(job.get(link).asText())
                            .timeout(Duration.ofMillis(300))
                            .GET()
                            .build()))
                    .isInstanceOf(NoAnswer.class);
            assertThat(running.fal.get(job.get(link).asText()).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unauthorized, 401, application/json",
        "401, 401, application/json",
        "403, 403, application/json",
        "404, 404, application/json",
        "410, 410, application/json",
        "429, 429, application/json",
        "429-retry-after, 429, application/json",
        "500, 500, application/json",
        "500-empty, 500, ''",
        "502, 502, text/html",
        "503, 503, application/json",
        "503-empty, 503, ''",
        "504, 504, text/html",
        "error-200, 200, application/json",
        "html, 200, text/html",
        "empty, 200, application/json"
    })
    void aBadAnswerIsFollowedByAGoodOne(String fault, int status, String type) {
        JsonNode job = running.runcomfyDone("[[fault:status-" + fault + "]] [[fault:result-" + fault + "]]");

        for (String link : new String[] {"status_url", "result_url"}) {
            int expected = fault.equals("unauthorized") ? 400 : status;
            Answered bad = running.runcomfy.get(job.get(link).asText());
            assertThat(bad.status()).isEqualTo(expected);
            assertThat(bad.header("content-type")).isEqualTo(type);
            assertThat(running.runcomfy.get(job.get(link).asText()).json().has("request_id"))
                    .isTrue();
        }
    }

    @Test
    void faultsMayLastOrComeAGivenNumberOfTimes() {
        String twice =
                running.falDone("[[fault:status-500*2]]").get("status_url").asText();
        String always =
                running.falDone("[[fault:status-500*always]]").get("status_url").asText();

        assertThat(running.fal.get(twice).status()).isEqualTo(500);
        assertThat(running.fal.get(twice).status()).isEqualTo(500);
        assertThat(running.fal.get(twice).status()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(running.fal.get(always).status()).isEqualTo(500);
        }
    }

    @Test
    void malformedAndHugeAnswersAreWhatTheirNamesSay() {
        JsonNode job = running.falDone("[[fault:status-malformed]] [[fault:result-huge@2000000]]");

        Answered malformed = running.fal.get(job.get("status_url").asText());
        Answered huge = running.fal.get(job.get("response_url").asText());

        assertThatThrownBy(malformed::json).isInstanceOf(IllegalArgumentException.class);
        assertThat(huge.bytes().length).isGreaterThan(2_000_000);
        assertThat(huge.json().has("video")).isTrue();
    }

    @Test
    void aStateNobodyKnowsCanStay() {
        JsonNode fal = running.falDone("[[fault:status-unknown-state*2]]");
        JsonNode runcomfy = running.runcomfyDone("[[fault:status-unknown-state]]");

        assertThat(falStatus(fal).get("status").asText()).isEqualTo("WARMING_UP");
        assertThat(falStatus(fal).get("status").asText()).isEqualTo("WARMING_UP");
        assertThat(falStatus(fal).get("status").asText()).isEqualTo("COMPLETED");
        for (int i = 0; i < 3; i++) {
            assertThat(running.runcomfy
                            .get(runcomfy.get("status_url").asText())
                            .json()
                            .get("status")
                            .asText())
                    .isEqualTo("warming_up");
        }
    }

    @Test
    void theQueuePositionMayBeMissingAndFieldsMayBeNew() {
        JsonNode job = running.falSubmitted("[[fault:status-no-queue-position]]");
        JsonNode other = running.runcomfySubmitted("[[fault:status-extra-fields]]");

        assertThat(falStatus(job).has("queue_position")).isFalse();
        assertThat(running.runcomfy.get(other.get("status_url").asText()).json().has("diagnostics"))
                .isTrue();
    }

    @Test
    void aFailureMayHideBehindACompletedStatus() {
        JsonNode fal = running.falDone("[[fault:generation-fails]] [[fault:status-hides-failure]]");
        JsonNode runcomfy = running.runcomfyDone("[[fault:generation-fails]] [[fault:status-hides-failure]]");

        assertThat(falStatus(fal).get("status").asText()).isEqualTo("COMPLETED");
        assertThat(falStatus(fal).has("error")).isFalse();
        assertThat(running.fal.get(fal.get("response_url").asText()).status()).isEqualTo(500);
        assertThat(running.runcomfy
                        .get(runcomfy.get("status_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("completed");
        assertThat(running.runcomfy
                        .get(runcomfy.get("result_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("failed");
    }

    @Test
    void aResultMayComeLaterThanItsStatus() {
        JsonNode fal = running.falDone("[[fault:result-not-ready]]");
        JsonNode runcomfy = running.runcomfyDone("[[fault:result-not-ready]]");

        assertThat(running.fal.get(fal.get("response_url").asText()).text()).contains("Request is still in progress");
        assertThat(running.fal.get(fal.get("response_url").asText()).status()).isEqualTo(200);
        assertThat(running.runcomfy
                        .get(runcomfy.get("result_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("in_progress");
        assertThat(running.runcomfy
                        .get(runcomfy.get("result_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("succeeded");
    }

    @ParameterizedTest
    @CsvSource({"result-no-output, true", "result-null-output, false"})
    void doneMayComeWithoutAnOutput(String fault, boolean missing) {
        JsonNode fal = running.falDone("[[fault:" + fault + "]]");
        JsonNode runcomfy = running.runcomfyDone("[[fault:" + fault + "]]");

        JsonNode falResult = running.fal.get(fal.get("response_url").asText()).json();
        JsonNode runcomfyResult =
                running.runcomfy.get(runcomfy.get("result_url").asText()).json();

        assertThat(falResult.path("video").isMissingNode()).isEqualTo(missing);
        assertThat(falResult.hasNonNull("video")).isFalse();
        assertThat(runcomfyResult.get("status").asText()).isEqualTo("succeeded");
        assertThat(runcomfyResult.hasNonNull("output")).isFalse();
    }

    @Test
    void aResultMayPointIntoTheCallersNetwork() {
        JsonNode job = running.falDone("[[fault:result-private-link]]");

        assertThat(running.fal
                        .get(job.get("response_url").asText())
                        .json()
                        .at("/video/url")
                        .asText())
                .startsWith("http://169.254.169.254/");
    }

    @Test
    void aRecordMayBeGoneFromTheStartOrOnceDone() {
        String never = running.falSubmitted("[[fault:generation-record-gone]]")
                .get("status_url")
                .asText();
        JsonNode job = running.falSubmitted("[[fault:generation-record-gone-when-done]]");

        assertThat(running.fal.get(never).status()).isEqualTo(404);
        assertThat(falStatus(job).get("status").asText()).isEqualTo("IN_QUEUE");
        running.passAll();
        assertThat(running.fal.get(job.get("status_url").asText()).status()).isEqualTo(404);
        assertThat(running.fal.get(job.get("response_url").asText()).status()).isEqualTo(404);
    }

    @Test
    void aStuckJobNeverEnds() {
        JsonNode job = running.falDone("[[fault:generation-stuck]]");
        running.clock.pass(Duration.ofHours(20));

        assertThat(falStatus(job).get("status").asText()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void aRuleMayHitCallsOfWhateverJob() {
        String first = running.falDone("first").get("status_url").asText();
        String second = running.falDone("second").get("status_url").asText();
        running.simulator.inject(FaultRule.calls(2, FaultOrder.of(Fault.STATUS_502)));

        assertThat(running.fal.get(first).status()).isEqualTo(502);
        assertThat(running.fal.get(second).status()).isEqualTo(502);
        assertThat(running.fal.get(first).status()).isEqualTo(200);
    }

    private static JsonNode falStatus(JsonNode job) {
        return running.fal.get(job.get("status_url").asText()).json();
    }
}
