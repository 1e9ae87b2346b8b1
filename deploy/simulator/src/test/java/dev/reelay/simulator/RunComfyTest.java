package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The RunComfy Model API, word for word. */
class RunComfyTest {
    private static final String LTX = "/runcomfy/v1/models/ltx/ltx-2/fast/image-to-video";
    private static final String INPUT =
            "{\"prompt\":\"Couple look at each other\",\"image_url\":\"https://images.test/a.webp\"%s}";

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
    void submitAnswersWithThreeLinksAndNoState() {
        Answered answer = running.runcomfy.post(Running.LUMA, INPUT.formatted(""));

        String id = answer.json().get("request_id").asText();
        String link = running.simulator.baseUri() + "/runcomfy/v1/requests/" + id;
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"request_id\":\"" + id + "\",\"status_url\":\"" + link + "/status\",\"result_url\":\""
                        + link + "/result\",\"cancel_url\":\"" + link + "/cancel\"}");
    }

    @Test
    void completedByItsStatusIsSucceededByItsResult() {
        JsonNode job = running.runcomfySubmitted("states");
        String status = job.get("status_url").asText();
        String result = job.get("result_url").asText();

        JsonNode queued = running.runcomfy.get(status).json();
        JsonNode early = running.runcomfy.get(result).json();
        running.clock.pass(Running.QUEUE);
        JsonNode rendering = running.runcomfy.get(status).json();
        running.clock.pass(Running.RENDERING);
        JsonNode done = running.runcomfy.get(status).json();
        Answered output = running.runcomfy.get(result);

        assertThat(queued.get("status").asText()).isEqualTo("in_queue");
        assertThat(queued.get("queue_position").isInt()).isTrue();
        assertThat(queued.has("cancel_url")).isFalse();
        assertThat(early.get("status").asText()).isEqualTo("in_queue");
        assertThat(early.has("output")).isFalse();
        assertThat(rendering.get("status").asText()).isEqualTo("in_progress");
        assertThat(rendering.has("queue_position")).isFalse();
        assertThat(done.get("status").asText()).isEqualTo("completed");
        assertThat(output.status()).isEqualTo(200);
        assertThat(output.json().get("status").asText()).isEqualTo("succeeded");
        assertThat(output.json().at("/output/video").asText())
                .startsWith(running.simulator.baseUri() + "/files/runcomfy/");
        assertThat(output.json().get("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(output.json().get("finished_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void theCostIsToldWhenAskedFor() {
        String result = running.runcomfyDone("cost").get("result_url").asText();

        assertThat(running.runcomfy.get(result).json().has("cost")).isFalse();
        assertThat(running.runcomfy
                        .get(result + "?include_cost=true")
                        .json()
                        .get("cost")
                        .decimalValue())
                .isEqualByComparingTo("0.50");
    }

    @Test
    void onlyQueuedJobsCanBeCancelled() {
        JsonNode queued = running.runcomfySubmitted("queued");
        Answered cancelled = running.runcomfy.post(queued.get("cancel_url").asText(), "");
        JsonNode rendering = running.runcomfySubmitted("rendering");
        running.clock.pass(Running.QUEUE);
        running.simulator.bill();
        Answered refused = running.runcomfy.post(rendering.get("cancel_url").asText(), "");

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.text())
                .isEqualTo("{\"request_id\":\"" + queued.get("request_id").asText()
                        + "\",\"status\":\"cancelled\",\"outcome\":\"cancelled\"}");
        assertThat(running.runcomfy
                        .get(queued.get("status_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(running.runcomfy
                        .get(queued.get("result_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(refused.status()).isEqualTo(202);
        assertThat(refused.json().get("outcome").asText()).isEqualTo("not_cancellable");
        assertThat(refused.json().get("status").asText()).isEqualTo("in_progress");
    }

    @ParameterizedTest
    @CsvSource({
        "generation-fails, Generation failed",
        "generation-moderated-prompt, Content moderation: the prompt was rejected",
        "generation-moderated-image, Content moderation: the input image was rejected"
    })
    void aFailedJobSaysSoInBothPlaces(String fault, String sentence) {
        JsonNode job = running.runcomfyDone("[[fault:" + fault + "]]");

        Answered result = running.runcomfy.get(job.get("result_url").asText());

        assertThat(running.runcomfy
                        .get(job.get("status_url").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("failed");
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.json().get("status").asText()).isEqualTo("failed");
        assertThat(result.json().get("error").asText()).isEqualTo(sentence);
        assertThat(result.json().has("output")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"result-output-text, /output", "result-output-array, /output/0", "result-output-list, /output/videos/0"
    })
    void theOutputComesInEveryShapeTheDocumentsAllow(String fault, String place) {
        JsonNode job = running.runcomfyDone("[[fault:" + fault + "]]");

        assertThat(running.runcomfy
                        .get(job.get("result_url").asText())
                        .json()
                        .at(place)
                        .asText())
                .endsWith("_output.mp4");
    }

    @Test
    void errorsCarryACodeOfSixDigits() {
        JsonNode model = running.runcomfy
                .post("/runcomfy/v1/models/no/model", INPUT.formatted(""))
                .json();
        Answered job = running.runcomfy.get("/runcomfy/v1/requests/nobody/status");
        Answered key = Calls.to(running.simulator, "Key wrong").post(Running.LUMA, INPUT.formatted(""));
        String mine = running.runcomfySubmitted("mine").get("status_url").asText();
        Answered other = Calls.to(running.simulator, "Bearer other").get(mine);

        assertThat(model.get("error_code").asInt()).isEqualTo(400001);
        assertThat(job.status()).isEqualTo(404);
        assertThat(job.json().get("error_code").asInt()).isEqualTo(404001);
        assertThat(key.json().get("error_code").asInt()).isEqualTo(400004);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.json().get("error_code").asInt()).isEqualTo(403001);
    }

    @Test
    void anErrorMayComeWithStatus200() {
        Answered answer = running.runcomfy.post(
                Running.LUMA, "{\"prompt\":\"[[fault:error-200]]\",\"image_url\":\"https://images.test/a.webp\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("error_code").asInt()).isEqualTo(400002);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"prompt\":\"p\"}",
                "{\"prompt\":1,\"image_url\":\"https://a\"}",
                "{\"prompt\":\"p\",\"image_url\":\"https://a\",\"resolution\":\"4k\"}",
                "{\"prompt\":\"p\",\"image_url\":\"https://a\",\"loop\":\"no\"}"
            })
    void badInputIsRefusedAtOnce(String input) {
        assertThat(running.runcomfy.post(Running.LUMA, input).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                ",\"duration\":8;200",
                ",\"duration\":20;200",
                ",\"duration\":\"8\";422",
                ",\"duration\":7;422",
                ",\"duration\":12,\"fps\":50;422",
                ",\"duration\":12,\"resolution\":\"2160p\";422",
                ",\"duration\":10,\"fps\":50,\"resolution\":\"2160p\",\"aspect_ratio\":\"16:9\";200"
            })
    void longClipsNeedTheUsualSpeedAndSize(String more, int status) {
        assertThat(running.runcomfy.post(LTX, INPUT.formatted(more)).status()).isEqualTo(status);
    }

    @Test
    void anExpiredRecordIsNotFound() {
        JsonNode job = running.runcomfyDone("expires");
        running.clock.pass(java.time.Duration.ofDays(8));

        assertThat(running.runcomfy
                        .get(job.get("result_url").asText())
                        .json()
                        .get("error_code")
                        .asInt())
                .isEqualTo(404001);
    }
}
