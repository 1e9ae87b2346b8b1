package dev.reelay.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.time.Duration;

/** A simulator by a settable clock, in which a job waits for a second and renders for ten. */
final class Running implements AutoCloseable {
    static final String LUMA = "/runcomfy/v1/models/luma/luma-ray-2/image-to-video";
    static final String RAY = "/fal/fal-ai/luma-dream-machine/ray-2/image-to-video";
    static final Duration QUEUE = Duration.ofSeconds(1);
    static final Duration RENDERING = Duration.ofSeconds(10);

    final SettableClock clock;
    final Simulator simulator;
    final Calls fal;
    final Calls runcomfy;
    final Calls anyone;

    private Running(SimulatorSettings settings, SettableClock clock) {
        this.clock = clock;
        simulator = Simulator.start(settings, clock);
        fal = Calls.to(simulator, "Key id:secret");
        runcomfy = Calls.to(simulator, "Bearer token");
        anyone = Calls.to(simulator, "");
    }

    static Running start() {
        return start(SimulatorSettings.defaults());
    }

    static Running start(SimulatorSettings settings) {
        return start(settings, new SettableClock());
    }

    static Running start(SimulatorSettings settings, SettableClock clock) {
        return new Running(
                settings.with(Setting.QUEUE_TIME, "1s")
                        .with(Setting.GENERATION_TIME, "10s")
                        .with(Setting.RESULT_SIZE, "100KiB"),
                clock);
    }

    /** Submits and passes all its time; the answer is the submit's. */
    JsonNode falDone(String prompt) {
        JsonNode submitted = falSubmitted(prompt);
        passAll();
        return submitted;
    }

    JsonNode falSubmitted(String prompt) {
        return submitted(fal.post(RAY, "{\"prompt\":\"" + prompt + "\"}"));
    }

    JsonNode runcomfyDone(String prompt) {
        JsonNode submitted = runcomfySubmitted(prompt);
        passAll();
        return submitted;
    }

    JsonNode runcomfySubmitted(String prompt) {
        return submitted(
                runcomfy.post(LUMA, "{\"prompt\":\"" + prompt + "\",\"image_url\":\"https://images.test/a.png\"}"));
    }

    /** The link of the video of a finished fal job. */
    String video(String prompt) {
        JsonNode submitted = falDone(prompt);
        return fal.get(submitted.get("response_url").asText())
                .json()
                .at("/video/url")
                .asText();
    }

    void passAll() {
        clock.pass(QUEUE);
        simulator.bill();
        clock.pass(RENDERING);
        simulator.bill();
    }

    private static JsonNode submitted(Answered answer) {
        if (answer.status() != 200) {
            throw new AssertionError("the submit was refused: " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
