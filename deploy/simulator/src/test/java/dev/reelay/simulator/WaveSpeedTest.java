package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WaveSpeedAI v3, word for word. */
class WaveSpeedTest {
    private static final String MODEL = "/wavespeed/api/v3/luma/ray-2-i2v";

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
    void everythingComesInOneEnvelope() {
        Answered answer = submit("envelope", ",\"size\":\"720*1280\",\"duration\":10");

        JsonNode data = answer.json().get("data");
        String id = data.get("id").asText();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(answer.text())
                .isEqualTo("{\"code\":200,\"message\":\"success\",\"data\":{\"id\":\"" + id
                        + "\",\"model\":\"luma/ray-2-i2v\",\"outputs\":[],\"urls\":{\"get\":\""
                        + running.simulator.baseUri() + "/wavespeed/api/v3/predictions/" + id
                        + "/result\"},\"has_nsfw_contents\":[],\"status\":\"created\",\"created_at\":"
                        + data.get("created_at") + ",\"error\":\"\",\"timings\":{\"inference\":0}}}");
    }

    @Test
    void bothPathsOfThePollCarryTheResult() {
        String link = submit("poll", "").json().at("/data/urls/get").asText();

        assertThat(running.runcomfy.get(link).json().at("/data/status").asText())
                .isEqualTo("created");
        running.clock.pass(Running.QUEUE);
        assertThat(running.runcomfy.get(link).json().at("/data/status").asText())
                .isEqualTo("processing");
        running.clock.pass(Running.RENDERING);
        JsonNode done = running.runcomfy.get(link).json().get("data");

        assertThat(done.get("status").asText()).isEqualTo("completed");
        assertThat(done.at("/outputs/0").asText()).contains("/files/wavespeed/");
        assertThat(done.at("/timings/inference").asInt()).isEqualTo(10_000);
        assertThat(done.get("has_nsfw_contents").toString()).isEqualTo("[false]");
        assertThat(running.runcomfy.get(link.replace("/result", "")).json().get("data"))
                .isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({
        "generation-moderated-image, failed, 1200",
        "generation-image-unreadable, failed, 1402",
        "generation-fails, failed, 1403",
        "generation-server-fails, failed, 5000",
        "generation-times-out, timeout, 5004"
    })
    void aFailureIsStatus200WithAFailedStateWithin(String fault, String state, int code) {
        String link = submit("[[fault:" + fault + "]]", "")
                .json()
                .at("/data/urls/get")
                .asText();
        running.passAll();

        Answered answer = running.runcomfy.get(link);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("code").asInt()).isEqualTo(200);
        assertThat(answer.json().at("/data/status").asText()).isEqualTo(state);
        assertThat(answer.json().at("/data/code").asInt()).isEqualTo(code);
        assertThat(answer.json().at("/data/error").asText()).isNotEmpty();
        assertThat(answer.json().at("/data/outputs")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {",\"duration\":\"5\";400", ",\"duration\":9;400", ",\"size\":\"1280x720\";400", ";200"})
    void inputsAreStrict(String more, int status) {
        assertThat(submit("strict", more == null ? "" : more).status()).isEqualTo(status);
    }

    @Test
    void faultsOfStatusAndResultBothStrikeThePoll() {
        String link = submit("[[fault:status-unknown-state*1]] [[fault:result-no-output]]", "")
                .json()
                .at("/data/urls/get")
                .asText();
        running.passAll();

        assertThat(running.runcomfy.get(link).json().at("/data/status").asText())
                .isEqualTo("resting");
        JsonNode done = running.runcomfy.get(link).json();
        assertThat(done.at("/data/status").asText()).isEqualTo("completed");
        assertThat(done.at("/data/outputs")).isEmpty();
    }

    @Test
    void aJobTakenBackByTheControlIsCancelled() {
        JsonNode job = submit("taken back", "").json().get("data");

        running.anyone.post("/control/jobs/" + job.get("id").asText() + "/cancel", "");

        assertThat(running.runcomfy
                        .get(job.at("/urls/get").asText())
                        .json()
                        .at("/data/status")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void theHistoryShowsAnAccountsPredictionsNewestFirst() {
        Calls caller = Calls.to(running.simulator, "Bearer history");
        String older = submitted(caller, "older");
        running.clock.pass(Running.QUEUE);
        String newer = submitted(caller, "newer [[fault:history-no-input]]");
        submitted(caller, "hidden [[fault:history-hides]]");
        submit("of another account", "");

        JsonNode all = history(caller, "\"page\":1,\"page_size\":100");

        assertThat(all.at("/data/page").asInt()).isEqualTo(1);
        assertThat(all.at("/data/items").findValuesAsText("id")).containsExactly(newer, older);
        assertThat(all.at("/data/items/1/input/prompt").asText()).isEqualTo("older");
        assertThat(all.at("/data/items/0").has("input")).isFalse();
        assertThat(history(caller, "\"page\":2,\"page_size\":1").findValuesAsText("id"))
                .containsExactly(older);
        assertThat(history(caller, "\"page\":1,\"page_size\":9,\"model\":\"other\"")
                        .findValuesAsText("id"))
                .isEmpty();
        String made = all.at("/data/items/0/created_at").asText();
        assertThat(history(caller, "\"page\":1,\"page_size\":9,\"created_after\":\"" + made + "\"")
                        .findValuesAsText("id"))
                .containsExactly(newer);
        assertThat(caller.post("/wavespeed/api/v3/predictions", "{\"page\":1}").status())
                .isEqualTo(400);
        assertThat(running.anyone.post("/wavespeed/api/v3/predictions", "{}").status())
                .isEqualTo(401);
    }

    private static JsonNode history(Calls caller, String query) {
        return caller.post("/wavespeed/api/v3/predictions", "{" + query + "}").json();
    }

    private static String submitted(Calls caller, String prompt) {
        return caller.post(MODEL, "{\"prompt\":\"" + prompt + "\",\"image\":\"https://images.test/a.png\"}")
                .json()
                .at("/data/id")
                .asText();
    }

    @Test
    void errorsHaveACodeAndAMessage() {
        assertThat(running.fal.post(MODEL, "{}").text()).startsWith("{\"code\":401,\"message\":");
        assertThat(running.runcomfy
                        .get("/wavespeed/api/v3/predictions/nobody/result")
                        .status())
                .isEqualTo(404);
    }

    private static Answered submit(String prompt, String more) {
        return running.runcomfy.post(
                MODEL, "{\"prompt\":\"" + prompt + "\",\"image\":\"https://images.test/a.png\"" + more + "}");
    }
}
