package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.Calls.NoAnswer;
import dev.reelay.simulator.settings.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of the cancel. */
class CancelFaultsTest {
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
    void aCancelMayBeAcceptedAndTheJobCompletesAnyway() {
        JsonNode fal = running.falSubmitted("[[fault:cancel-ignored]]");
        JsonNode runcomfy = running.runcomfySubmitted("[[fault:cancel-ignored]]");

        assertThat(running.fal.call("PUT", fal.get("cancel_url").asText(), "").text())
                .isEqualTo("{\"status\":\"CANCELLATION_REQUESTED\"}");
        assertThat(running.runcomfy
                        .post(runcomfy.get("cancel_url").asText(), "")
                        .json()
                        .get("outcome")
                        .asText())
                .isEqualTo("cancelled");
        running.passAll();

        assertThat(running.fal.get(fal.get("response_url").asText()).status()).isEqualTo(200);
        assertThat(running.runcomfy
                        .get(runcomfy.get("result_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "cancel-not-cancellable, 202, not_cancellable, false",
        "cancel-already-completed, 202, not_cancellable, false",
        "cancel-requested, 202, cancellation_requested, true",
        "cancel-removed, 202, cancelled, true"
    })
    void aCancelIsAnsweredInEachWay(String fault, int status, String outcome, boolean cancelled) {
        JsonNode job = running.runcomfySubmitted("[[fault:" + fault + "]]");

        Answered answer = running.runcomfy.post(job.get("cancel_url").asText(), "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("outcome").asText()).isEqualTo(outcome);
        assertThat(running.runcomfy
                        .get(job.get("status_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo(cancelled ? "cancelled" : "in_queue");
    }

    @ParameterizedTest
    @CsvSource({"cancel-500, false", "cancel-500-done, true", "cancel-429, false", "cancel-malformed, true"})
    void aCancelMayFailBeforeOrAfterItWasDone(String fault, boolean cancelled) {
        JsonNode job = running.falSubmitted("[[fault:" + fault + "]]");

        running.fal.call("PUT", job.get("cancel_url").asText(), "");

        assertThat(falStatus(job).get("status").asText()).isEqualTo(cancelled ? "COMPLETED" : "IN_QUEUE");
    }

    @ParameterizedTest
    @CsvSource({"cancel-reset, false", "cancel-reset-done, true"})
    void aCancelMayLoseItsAnswer(String fault, boolean cancelled) {
        JsonNode job = running.falSubmitted("[[fault:" + fault + "]]");

        assertThatThrownBy(() -> running.fal.call("PUT", job.get("cancel_url").asText(), ""))
                .isInstanceOf(NoAnswer.class);

        assertThat(falStatus(job).get("status").asText()).isEqualTo(cancelled ? "COMPLETED" : "IN_QUEUE");
    }

    @Test
    void aRenderingJobGoesOnWhereCancelsAreIgnored() {
        running.simulator.change(settings -> settings.with("fal", Setting.CANCEL_RUNNING, "ignore"));
        JsonNode job = running.falSubmitted("goes on");
        running.clock.pass(Running.QUEUE);
        running.simulator.bill();

        int status = running.fal.call("PUT", job.get("cancel_url").asText(), "").status();
        running.clock.pass(Running.RENDERING);
        running.simulator.change(settings -> settings.with("fal", Setting.CANCEL_RUNNING, "stop"));

        assertThat(status).isEqualTo(202);
        assertThat(running.fal.get(job.get("response_url").asText()).status()).isEqualTo(200);
    }

    private static JsonNode falStatus(JsonNode job) {
        return running.fal.get(job.get("status_url").asText()).json();
    }
}
