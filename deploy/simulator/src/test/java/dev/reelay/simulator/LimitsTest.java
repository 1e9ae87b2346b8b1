package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.bill.BillReport;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account may do at once, in a window of time, and for its money. */
class LimitsTest {
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
    void jobsBeyondTheConcurrencyWaitAndTheirPositionFalls() {
        running.simulator.change(settings -> settings.with("fal", Setting.CONCURRENCY, "2"));
        JsonNode last = running.falSubmitted("a");
        for (String prompt : new String[] {"b", "c", "d"}) {
            last = running.falSubmitted(prompt);
        }
        assertThat(last.get("queue_position").asInt()).isEqualTo(3);
        running.clock.pass(Running.QUEUE);

        assertThat(status(last).get("queue_position").asInt()).isEqualTo(1);
        assertThat(running.simulator.bill().totals().rendering().now()).isEqualTo(2);
        running.clock.pass(Running.RENDERING);
        assertThat(status(last).get("status").asText()).isEqualTo("IN_PROGRESS");
        running.clock.pass(Running.RENDERING);
        assertThat(status(last).get("status").asText()).isEqualTo("COMPLETED");
        assertThat(running.simulator.bill().totals().rendering()).isEqualTo(new BillReport.Level(0, 2));
        assertThat(running.simulator.bill().totals().inFlight()).isEqualTo(new BillReport.Level(0, 4));
    }

    @Test
    void aRaisedConcurrencyHoldsAtOnce() {
        running.simulator.change(settings -> settings.with("fal", Setting.CONCURRENCY, "1"));
        running.falSubmitted("a");
        running.falSubmitted("b");
        running.clock.pass(Running.QUEUE);
        running.simulator.bill();

        running.simulator.change(settings -> settings.with("fal", Setting.CONCURRENCY, "unlimited"));

        assertThat(running.simulator.bill().totals().rendering().now()).isEqualTo(2);
    }

    @Test
    void jobsBeyondTheConcurrencyMayBeRefused() {
        running.simulator.change(settings -> settings.with("runcomfy", Setting.CONCURRENCY, "1")
                .with("runcomfy", Setting.OVER_CONCURRENCY, "refuse")
                .with("runcomfy", Setting.RETRY_AFTER, "7s"));
        running.runcomfySubmitted("a");

        Answered refused =
                running.runcomfy.post(Running.LUMA, "{\"prompt\":\"b\",\"image_url\":\"https://images.test/a.png\"}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("7");
        assertThat(running.simulator.bill().totals().inFlight().most()).isEqualTo(1);
        running.passAll();
        running.runcomfySubmitted("c");
    }

    @Test
    void submitsAndPollsHaveTheirRates() {
        running.simulator.change(settings ->
                settings.with("fal", Setting.RATE_LIMIT, "2/10s").with("fal", Setting.POLL_RATE_LIMIT, "1/10s"));
        JsonNode job = running.falSubmitted("a");
        running.falSubmitted("b");

        assertThat(running.fal.post(Running.RAY, "{\"prompt\":\"c\"}").status()).isEqualTo(429);
        assertThat(running.fal.get(job.get("status_url").asText()).status()).isEqualTo(202);
        assertThat(running.fal.get(job.get("status_url").asText()).status()).isEqualTo(429);
        running.clock.pass(Duration.ofSeconds(10));
        running.falSubmitted("d");
    }

    @Test
    void aLongQueueRefusesAsTheCallerAsked() {
        running.falSubmitted("a");
        running.falSubmitted("b");

        assertThat(running.fal
                        .post(Running.RAY + "?fal_max_queue_length=1", "{\"prompt\":\"c\"}")
                        .status())
                .isEqualTo(429);
        assertThat(running.fal
                        .post(Running.RAY + "?fal_max_queue_length=5", "{\"prompt\":\"c\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void moneyRunsOut() {
        running.simulator.change(
                settings -> settings.with("fal", Setting.CREDIT, "0.80").with("fal", Setting.PRICE, "0.40"));
        running.falDone("a");
        running.falDone("b");

        Answered refused = running.fal.post(Running.RAY, "{\"prompt\":\"c\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("detail").asText()).startsWith("User is locked. Reason: Exhausted balance.");
        assertThat(running.simulator.bill().totals().work().charged()).isEqualByComparingTo("0.80");
    }

    @Test
    void onlyTheSetKeysAreAccepted() {
        running.simulator.change(settings -> settings.with("fal", Setting.KEYS, "id:secret,other"));

        running.falSubmitted("known");
        assertThat(Calls.to(running.simulator, "Key wrong")
                        .post(Running.RAY, "{\"prompt\":\"p\"}")
                        .status())
                .isEqualTo(401);
        assertThat(running.simulator.settings().behaviour("fal", "").access().toString())
                .doesNotContain("secret");
    }

    @Test
    void furtherModelsCanBeAdded() {
        running.simulator.change(settings -> settings.with("fal", Setting.MODELS, "acme/film/v1.5"));

        JsonNode job =
                running.fal.post("/fal/acme/film/v1.5", "{\"prompt\":\"p\"}").json();

        assertThat(job.get("status_url").asText()).contains("/fal/acme/film/requests/");
    }

    @Test
    void strangersAheadGoAwayDuringTheQueueTime() {
        try (Running busy = Running.start(SimulatorSettings.defaults().with(Setting.QUEUE_AHEAD, "4"))) {
            JsonNode job = busy.falSubmitted("a");
            busy.clock.pass(Duration.ofMillis(500));

            assertThat(job.get("queue_position").asInt()).isEqualTo(4);
            assertThat(busy.fal
                            .get(job.get("status_url").asText())
                            .json()
                            .get("queue_position")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void aHeldJobEndsWhenItIsToldTo() {
        running.simulator.change(settings -> settings.with("fal", Setting.GENERATION_TIME, "hold"));
        JsonNode job = running.falDone("held");

        assertThat(status(job).get("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(running.simulator.finish(job.get("request_id").asText())).isTrue();
        assertThat(status(job).get("status").asText()).isEqualTo("COMPLETED");
    }

    private JsonNode status(JsonNode job) {
        return running.fal.get(job.get("status_url").asText()).json();
    }
}
