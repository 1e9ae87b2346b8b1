package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fal queue refuses, cancels and fails, word for word. */
class FalFailureTest {
    private static final String FULL = """
            {"prompt":"A stylish woman walks down a Tokyo street filled with warm glowing neon.",
             "image_url":"https://fal.media/files/elephant/8kkhB12hEZI2kkbU8pZPA_test.jpeg",
             "aspect_ratio":"16:9","resolution":"540p","duration":"5s"}
            """;

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
    void badInputIsAcceptedAndFailsWhenItRuns() {
        Answered answer = running.fal.post(Running.RAY, "{\"duration\":\"7s\"}");
        running.passAll();

        Answered status = running.fal.get(answer.json().get("status_url").asText());
        Answered result = running.fal.get(answer.json().get("response_url").asText());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.json().get("status").asText()).isEqualTo("COMPLETED");
        assertThat(status.json().get("error").asText()).isEqualTo("Invalid status code: 422");
        assertThat(result.status()).isEqualTo(422);
        assertThat(result.json().at("/detail/0/loc").toString()).isEqualTo("[\"body\",\"prompt\"]");
        assertThat(result.json().at("/detail/0/type").asText()).isEqualTo("missing");
        assertThat(result.json().at("/detail/1/type").asText()).isEqualTo("literal_error");
        assertThat(result.json().at("/detail/1/msg").asText()).isEqualTo("Input should be '5s' or '9s'");
    }

    @Test
    void aQueuedJobThatIsCancelledIsCompletedWithAnError() {
        JsonNode job = running.falSubmitted("cancel");

        Answered cancel = running.fal.call("PUT", job.get("cancel_url").asText(), "");
        Answered again = running.fal.call("PUT", job.get("cancel_url").asText(), "");
        JsonNode status = running.fal.get(job.get("status_url").asText()).json();
        Answered result = running.fal.get(job.get("response_url").asText());

        assertThat(cancel.status()).isEqualTo(202);
        assertThat(cancel.text()).isEqualTo("{\"status\":\"CANCELLATION_REQUESTED\"}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text()).isEqualTo("{\"status\":\"ALREADY_COMPLETED\"}");
        assertThat(status.get("status").asText()).isEqualTo("COMPLETED");
        assertThat(status.get("error_type").asText()).isEqualTo("client_cancelled");
        assertThat(result.status()).isEqualTo(499);
        assertThat(result.header("X-Fal-Error-Type")).isEqualTo("client_cancelled");
    }

    @Test
    void aRenderingJobIsStoppedByACancel() {
        JsonNode job = running.falSubmitted("cancel running");
        running.clock.pass(Running.QUEUE);
        running.simulator.bill();

        Answered cancel = running.fal.call("PUT", job.get("cancel_url").asText(), "");

        assertThat(cancel.status()).isEqualTo(202);
        assertThat(running.fal
                        .get(job.get("status_url").asText())
                        .json()
                        .get("error_type")
                        .asText())
                .isEqualTo("client_cancelled");
    }

    @Test
    void aJobNobodyKnowsIsNotFound() {
        String unknown = "/fal/fal-ai/luma-dream-machine/requests/764cabcf-b745-4b3e-ae38-1200304cf45b";

        assertThat(running.fal.get(unknown + "/status").status()).isEqualTo(404);
        assertThat(running.fal.get(unknown + "/status").text()).isEqualTo("{\"status\":\"NOT_FOUND\"}");
        assertThat(running.fal.call("PUT", unknown + "/cancel", "").text()).isEqualTo("{\"status\":\"NOT_FOUND\"}");
    }

    @ParameterizedTest
    @CsvSource({"Bearer id:secret", "Key ", "''", "Basic aWQ6c2VjcmV0"})
    void aKeyUnderAnotherSchemeIsRefused(String authorization) {
        Calls calls = Calls.to(running.simulator, authorization);

        Answered answer = calls.post(Running.RAY, FULL);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).isEqualTo("{\"detail\":\"invalid key credentials\"}");
        assertThat(calls.get("/fal/fal-ai/luma-dream-machine/requests/x/status").status())
                .isEqualTo(401);
    }

    @Test
    void aModelNobodyKnowsIsAPathNobodyKnows() {
        Answered answer = running.fal.post("/fal/fal-ai/nothing/here", FULL);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("{\"detail\":\"Path /fal-ai/nothing/here not found\"}");
    }

    @Test
    void theJobOfAnotherKeyIsNotFound() {
        String status = running.falSubmitted("mine").get("status_url").asText();

        assertThat(Calls.to(running.simulator, "Key other:key").get(status).status())
                .isEqualTo(404);
    }

    @Test
    void aJobThatDidNotStartInTimeFailsAsTheCallerAsked() {
        JsonNode job = running.fal
                .with("POST", Running.RAY, FULL, "X-Fal-Request-Timeout", "0.5")
                .json();
        running.passAll();

        Answered result = running.fal.get(job.get("response_url").asText());

        assertThat(running.fal
                        .get(job.get("status_url").asText())
                        .json()
                        .get("error_type")
                        .asText())
                .isEqualTo("request_timeout");
        assertThat(result.status()).isEqualTo(504);
        assertThat(result.text()).isEqualTo("{\"detail\":\"Request timed out\",\"error_type\":\"request_timeout\"}");
        assertThat(result.header("X-Fal-Request-Timeout-Type")).isEqualTo("user");
    }

    @ParameterizedTest
    @CsvSource({
        "generation-fails, 500, internal_server_error",
        "generation-moderated-prompt, 422, content_policy_violation",
        "generation-moderated-image, 422, content_policy_violation",
        "generation-image-unreadable, 422, file_download_error",
        "generation-times-out, 504, generation_timeout"
    })
    void aModelsFailureIsAListInTheResult(String fault, int status, String type) {
        JsonNode job = running.falDone("[[fault:" + fault + "]]");

        JsonNode shown = running.fal.get(job.get("status_url").asText()).json();
        Answered result = running.fal.get(job.get("response_url").asText());

        assertThat(shown.get("status").asText()).isEqualTo("COMPLETED");
        assertThat(shown.get("error_type").asText()).isEqualTo(type);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.json().at("/detail/0/type").asText()).isEqualTo(type);
        assertThat(result.json().at("/detail/0/loc/0").asText()).isEqualTo("body");
        assertThat(result.json().at("/detail/0/url").asText()).endsWith(type);
    }

    @Test
    void aFailureOfTheQueueIsFlatWithAHeader() {
        JsonNode job = running.falDone("[[fault:generation-server-fails]]");

        Answered result = running.fal.get(job.get("response_url").asText());

        assertThat(result.status()).isEqualTo(500);
        assertThat(result.json().get("error_type").asText()).isEqualTo("runner_server_error");
        assertThat(result.header("X-Fal-Error-Type")).isEqualTo("runner_server_error");
    }
}
