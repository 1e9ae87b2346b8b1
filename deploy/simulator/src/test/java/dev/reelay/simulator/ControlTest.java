package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.settings.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The side door over HTTP. */
class ControlTest {
    private Running running;

    @BeforeEach
    void start() {
        running = Running.start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void settingsChangeWhileItRuns() {
        Answered patched = running.anyone.call(
                "PATCH",
                "/control/settings",
                "{\"result-size\":\"70KiB\",\"fal:fal-ai/ltx-2/image-to-video/fast\":{\"queue-time\":\"0s\"},"
                        + "\"runcomfy\":{\"keys\":\"token\"}}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().at("/result-size").asText()).isEqualTo("70KiB");
        assertThat(patched.json().at("/generation-time").asText()).isEqualTo("10s");
        assertThat(patched.json().at("/runcomfy/keys").asText()).isEqualTo("1 keys");
        assertThat(running.simulator
                        .settings()
                        .behaviour("fal", "fal-ai/ltx-2/image-to-video/fast")
                        .timing()
                        .queue()
                        .most())
                .isZero();
        running.anyone.call("PUT", "/control/settings", "{}");
        assertThat(running.simulator.settings().general(Setting.RESULT_SIZE)).isEqualTo("1MiB");
    }

    @Test
    void aWrongSettingChangesNothing() {
        Answered refused = running.anyone.call(
                "PATCH", "/control/settings", "{\"result-size\":\"70KiB\",\"queue-time\":\"soon\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("simulator").asText()).startsWith("queue-time: not an amount of time");
        assertThat(running.simulator.settings().general(Setting.RESULT_SIZE)).isEqualTo("100KiB");
    }

    @Test
    void everyFaultIsListedWithADescription() {
        JsonNode faults = running.anyone.get("/control/faults").json().get("faults");

        assertThat(faults).hasSize(Fault.values().length);
        assertThat(faults)
                .allSatisfy(
                        fault -> assertThat(fault.get("description").asText()).isNotBlank());
    }

    @Test
    void faultsAreScriptedAttachedAndForgotten() {
        running.anyone.post(
                "/control/faults",
                "[{\"fault\":\"submit-503\",\"next\":1,\"provider\":\"fal\"},{\"fault\":\"status-500\",\"calls\":2}]");
        assertThat(running.anyone.get("/control/faults").json().get("waiting")).hasSize(2);
        assertThat(running.fal.post(Running.RAY, "{\"prompt\":\"p\"}").status()).isEqualTo(503);

        running.anyone.call("DELETE", "/control/faults", "");
        JsonNode job = running.falDone("p");
        running.anyone.post(
                "/control/faults",
                "{\"fault\":\"result-502\",\"times\":1,\"job\":\""
                        + job.get("request_id").asText() + "\"}");

        assertThat(running.fal.get(job.get("status_url").asText()).status()).isEqualTo(200);
        assertThat(running.fal.get(job.get("response_url").asText()).status()).isEqualTo(502);
        assertThat(running.fal.get(job.get("response_url").asText()).status()).isEqualTo(200);
    }

    @Test
    void theBillCanBeFilteredSummedAndReset() {
        running.falDone("red car");
        running.falDone("blue car");
        running.runcomfyDone("red boat");

        assertThat(running.anyone.get("/control/bill?prompt=red").json().get("lines"))
                .hasSize(2);
        assertThat(running.anyone
                        .get("/control/bill?prompt=red&provider=fal")
                        .json()
                        .get("lines"))
                .hasSize(1);
        assertThat(running.anyone.get("/control/bill?state=failed").json().get("lines"))
                .isEmpty();
        JsonNode summary = running.anyone.get("/control/bill/summary").json();
        assertThat(summary.at("/totals/work/succeeded").asInt()).isEqualTo(3);
        assertThat(summary.at("/parts/runcomfy/submits/all").asInt()).isEqualTo(1);
        assertThat(summary.get("lines")).isEmpty();
        assertThat(running.anyone.call("DELETE", "/control/bill", "").status()).isEqualTo(200);
        assertThat(running.anyone
                        .get("/control/bill")
                        .json()
                        .at("/totals/submits/all")
                        .asInt())
                .isZero();
    }

    @Test
    void aJobCanBeFinished() {
        String id = running.falSubmitted("finish").get("request_id").asText();

        assertThat(running.anyone.post("/control/jobs/" + id + "/finish", "").status())
                .isEqualTo(200);
        assertThat(running.anyone.post("/control/jobs/" + id + "/finish", "").status())
                .isEqualTo(404);
        assertThat(running.simulator.bill().lines().getFirst().course().state()).isEqualTo("succeeded");
    }

    @Test
    void itTellsThatItIsUpAndKnowsNoOtherDoor() {
        assertThat(running.anyone.get("/control/health").json().get("status").asText())
                .isEqualTo("UP");
        assertThat(running.anyone.get("/control/nothing").status()).isEqualTo(404);
        assertThat(running.anyone.get("/nobody").status()).isEqualTo(404);
        assertThat(running.anyone.get("/files/fal/none.mp4").status()).isEqualTo(404);
    }
}
