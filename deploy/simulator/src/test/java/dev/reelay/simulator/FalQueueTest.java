package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fal queue, word for word. */
class FalQueueTest {
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
    void submitAnswersWithLinksOfOwnerAndAliasOnly() {
        Answered answer = running.fal.post(Running.RAY, FULL);

        JsonNode body = answer.json();
        String id = body.get("request_id").asText();
        String link = running.simulator.baseUri() + "/fal/fal-ai/luma-dream-machine/requests/" + id;
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("x-fal-request-id")).isEqualTo(id);
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(answer.text())
                .isEqualTo("{\"status\":\"IN_QUEUE\",\"request_id\":\"" + id + "\",\"response_url\":\"" + link
                        + "\",\"status_url\":\"" + link + "/status\",\"cancel_url\":\"" + link
                        + "/cancel\",\"queue_position\":0}");
    }

    @Test
    void aJobGoesThroughThreeStates() {
        JsonNode job = running.falSubmitted("states");
        String status = job.get("status_url").asText();

        Answered queued = running.fal.get(status);
        running.clock.pass(Running.QUEUE);
        Answered rendering = running.fal.get(status);
        running.clock.pass(Running.RENDERING);
        Answered done = running.fal.get(status);

        assertThat(queued.status()).isEqualTo(202);
        assertThat(queued.json().get("status").asText()).isEqualTo("IN_QUEUE");
        assertThat(queued.json().has("queue_position")).isTrue();
        assertThat(rendering.status()).isEqualTo(202);
        assertThat(rendering.json().get("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(rendering.json().get("logs").isNull()).isTrue();
        assertThat(rendering.json().get("metrics").isEmpty()).isTrue();
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().get("status").asText()).isEqualTo("COMPLETED");
        assertThat(done.json().get("logs").isNull()).isTrue();
        assertThat(done.json().at("/metrics/inference_time").asDouble()).isEqualTo(10.0);
        assertThat(done.json().has("error")).isFalse();
        for (Answered each : new Answered[] {queued, rendering, done}) {
            assertThat(each.json().get("response_url")).isEqualTo(job.get("response_url"));
            assertThat(each.json().get("request_id")).isEqualTo(job.get("request_id"));
        }
    }

    @Test
    void logsAreThereWhenAskedFor() {
        String status = running.falDone("logs").get("status_url").asText();

        assertThat(running.fal
                        .get(status + "?logs=1")
                        .json()
                        .at("/logs/0/source")
                        .asText())
                .isEqualTo("USER");
        assertThat(running.fal
                        .get(status + "?logs=true")
                        .json()
                        .at("/logs/0/level")
                        .asText())
                .isEqualTo("INFO");
        assertThat(running.fal.get(status + "?logs=0").json().get("logs").isNull())
                .isTrue();
    }

    @Test
    void theResultIsTheBareOutput() {
        JsonNode job = running.falDone("bare");

        Answered result = running.fal.get(job.get("response_url").asText());

        assertThat(result.status()).isEqualTo(200);
        assertThat(result.header("x-fal-request-id"))
                .isEqualTo(job.get("request_id").asText());
        JsonNode video = result.json().get("video");
        assertThat(video.get("url").asText()).startsWith(running.simulator.baseUri() + "/files/fal/");
        assertThat(video.get("content_type").asText()).isEqualTo("video/mp4");
        assertThat(video.get("file_name").asText()).isEqualTo("output.mp4");
        assertThat(video.get("file_size").asLong()).isEqualTo(100 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fal/fal-ai/luma-dream-machine/requests/",
                "/fal/fal-ai/luma-dream-machine/ray-2/image-to-video/requests/"
            })
    void fullPathsAndTheResponseSuffixAreUnderstood(String prefix) {
        String id = running.falDone("paths").get("request_id").asText();

        assertThat(running.fal.get(prefix + id + "/status").status()).isEqualTo(200);
        assertThat(running.fal.get(prefix + id).status()).isEqualTo(200);
        assertThat(running.fal.get(prefix + id + "/response").json().has("video"))
                .isTrue();
    }

    @Test
    void aResultBeforeItsTimeIsStillInProgress() {
        String link = running.falSubmitted("early").get("response_url").asText();

        Answered queued = running.fal.get(link);
        running.clock.pass(Running.QUEUE);
        Answered rendering = running.fal.get(link);

        assertThat(queued.status()).isEqualTo(400);
        assertThat(queued.text()).isEqualTo("{\"detail\":\"Request is still in progress\"}");
        assertThat(rendering.text()).isEqualTo("{\"detail\":\"Request is still in progress\"}");
    }

    @Test
    void theStreamTellsEachStateAndEnds() {
        JsonNode job = running.falSubmitted("stream");
        running.passAll();

        Answered stream = running.fal.get(job.get("status_url").asText() + "/stream?logs=1");

        assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
        assertThat(stream.text()).startsWith("data: {\"status\":\"COMPLETED\"").endsWith("}\n\n");
    }
}
