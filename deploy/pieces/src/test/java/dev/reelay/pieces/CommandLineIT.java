package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.embedded.FreePorts;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a script would use it, with its exit statuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {
    private static final String MODEL = "luma/ray-2/image-to-video";
    private static final String IMAGE = "--input=image_url=https://example.com/first.jpg";
    private static final SimulatorSettings QUICK =
            SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB");
    private static final SimulatorSettings SLOW = QUICK.with(Setting.GENERATION_TIME, "20s");

    private Path folder;
    private Pieces pieces;
    private Piece api;
    private CommandLine reelay;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        pieces = Pieces.start(folder.resolve("servers"), QUICK, 20);
        pieces.set("reelay.secrets.key", "s".repeat(43));
        api = pieces.api(FreePorts.find(1).getFirst(), Map.of());
        pieces.worker("worker-1");
        reelay = new CommandLine(folder, api.uri(), Pieces.API_KEY);
    }

    @AfterAll
    void stop() {
        pieces.close();
    }

    @Test
    void aVideoIsSubmittedAwaitedAndSaved() throws Exception {
        Path video = folder.resolve("boat.mp4");

        CommandLine.Ended submitted = reelay.run(submit("A boat", "--wait", "--json", "--output=" + video));

        assertThat(submitted.status()).as(submitted.err()).isZero();
        assertThat(submitted.json().path("status").asText()).isEqualTo("completed");
        assertThat(Files.size(video))
                .isEqualTo(submitted.json().at("/artifacts/0/bytes").asLong());
        String id = submitted.json().path("request_id").asText();
        assertThat(reelay.run("get", id).out()).startsWith(id + "  completed");
        assertThat(reelay.run("wait", id, "--output=" + folder.resolve("again.mp4"))
                        .status())
                .isZero();
        assertThat(folder.resolve("again.mp4")).hasSameBinaryContentAs(video);
        assertThat(reelay.run("cancel", id).status()).as("it has ended").isEqualTo(3);
    }

    @Test
    void theSameKeyIsTheSameRequest() throws Exception {
        String[] command = submit("A kite", "--idempotency-key=kite-1");

        String first = reelay.run(command).word();

        assertThat(reelay.run(command).word()).isEqualTo(first);
        assertThat(reelay.run(submit("Another kite", "--idempotency-key=kite-1"))
                        .status())
                .isEqualTo(3);
    }

    @Test
    void whatIsCancelledFailsItsWait() throws Exception {
        pieces.simulator().change(settings -> SLOW);
        String id = reelay.run(submit("A long way")).word();

        assertThat(reelay.run("wait", id, "--timeout=1s").status()).isEqualTo(6);
        CommandLine.Ended cancelled = reelay.run("cancel", id);

        assertThat(cancelled.status()).as(cancelled.err()).isZero();
        assertThat(cancelled.out()).containsAnyOf("cancelled: ", "cancellation_requested: ");
        assertThat(reelay.run("wait", id).status()).isEqualTo(1);
        pieces.simulator().change(settings -> QUICK);
    }

    @Test
    void aWaitGoesOnOverARestartOfTheApi() throws Exception {
        pieces.simulator().change(settings -> QUICK.with(Setting.GENERATION_TIME, "6s"));
        CommandLine.Running waiting = reelay.start(submit("A storm", "--wait"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> waiting.said().contains("attempt.accepted"));

        api.kill();
        api.start();

        CommandLine.Ended ended = waiting.end();
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).containsOnlyOnce("attempt.accepted").containsOnlyOnce("generation.completed");
        pieces.simulator().change(settings -> QUICK);
    }

    @Test
    void modelsAndEventsAreOneALine() throws Exception {
        String id = reelay.run(submit("A bird", "--wait", "--json"))
                .json()
                .path("request_id")
                .asText();

        List<JsonNode> models = reelay.run("models", "--json").jsonLines();
        List<JsonNode> events =
                reelay.run("events", "--types=generation.completed", "--json").jsonLines();
        CommandLine.Ended followed = reelay.run("events", "--follow", "--after=0", "--limit=2");

        assertThat(models).extracting(model -> model.path("id").asText()).contains(MODEL);
        assertThat(reelay.run("models", MODEL).out()).contains("an input that works");
        assertThat(events)
                .extracting(event -> event.at("/data/request_id").asText())
                .contains(id);
        assertThat(followed.out().lines()).hasSize(2);
    }

    @Test
    void webhooksAreMadeTestedAndRemoved() throws Exception {
        CommandLine.Ended made = reelay.run(
                "webhooks", "create", "https://hooks.example.com/in", "--types=generation.completed", "--json");
        String id = made.json().path("id").asText();

        assertThat(made.json().path("secret").asText()).startsWith("whsec_");
        assertThat(reelay.run("webhooks", "list").out()).contains(id).doesNotContain("whsec_");
        assertThat(reelay.run("webhooks", "test", id).out()).contains("sent event");
        assertThat(reelay.run("webhooks", "delete", id).status()).isZero();
        assertThat(reelay.run("webhooks", "list").out()).doesNotContain(id);
    }

    @Test
    void whatIsWrongHasAStatusOfItsOwn() throws Exception {
        CommandLine.Ended invalid = reelay.run(submit("A boat", "--input=duration=7"));
        CommandLine.Ended stranger = new CommandLine(folder, api.uri(), "rl_" + "x".repeat(43)).run("models");
        URI nowhere = URI.create("http://127.0.0.1:" + FreePorts.find(1).getFirst());

        assertThat(invalid.status()).isEqualTo(3);
        assertThat(invalid.err()).contains("/input/duration: ");
        assertThat(stranger.status()).isEqualTo(4);
        assertThat(stranger.err()).contains("REELAY_API_KEY").doesNotContain("xxx");
        assertThat(new CommandLine(folder, nowhere, Pieces.API_KEY)
                        .run("models")
                        .status())
                .isEqualTo(5);
        assertThat(reelay.run("submit").status()).isEqualTo(2);
        assertThat(reelay.run("get", "no-id").status()).isEqualTo(3);
    }

    @Test
    void aBatchIsSubmittedWatchedAndFetched() throws Exception {
        String file = manifest("night.jsonl", 12, "");

        CommandLine.Ended watched = reelay.run("batch", "submit", file, "--watch", "--name=Night", "--concurrency=5");
        String id = watched.word().substring(0, 36);

        assertThat(watched.status()).as(watched.err()).isZero();
        assertThat(watched.out()).contains("completed  Night").contains("12 lines, 12 completed");
        assertThat(watched.err()).contains("100%  12/12").doesNotContain("\r");
        assertThat(reelay.run("batch", "submit", file, "--name=Night", "--concurrency=5")
                        .word())
                .as("the same file with the same options")
                .isEqualTo(id);
        assertThat(reelay.run("batch", "results", id).jsonLines()).hasSize(12);
        assertThat(reelay.run("batch", "errors", id, "--output=" + folder.resolve("errors.jsonl"))
                        .status())
                .isZero();
        assertThat(reelay.run("batch", "list").out()).contains(id);
        assertThat(reelay.run("batch", "get", id, "--json")
                        .json()
                        .at("/charges/0/spent")
                        .isNumber())
                .isTrue();
        assertThat(reelay.run("batch", "retry", id).status())
                .as("nothing has failed")
                .isEqualTo(3);
    }

    @Test
    void faultyLinesAreNamedAndTheOthersCanBeTakenAlone() throws Exception {
        String file =
                manifest("faulty.jsonl", 3, "{\"model\": \"%s\", \"input\": {\"duration\": 7}}\n".formatted(MODEL));

        CommandLine.Ended checked = reelay.run("batch", "submit", file, "--dry-run");
        CommandLine.Ended refused = reelay.run("batch", "submit", file, "--json");
        CommandLine.Ended partly =
                reelay.run("batch", "submit", file, "--accept-valid", "--watch", "--json", "--timeout=100s");

        assertThat(checked.status()).as(checked.err()).isEqualTo(3);
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("invalid-manifest").contains("\"line\":4");
        assertThat(partly.status()).as(partly.err()).isEqualTo(1);
        JsonNode end = partly.jsonLines().getLast();
        assertThat(end.at("/counts/completed").asInt()).isEqualTo(3);
        assertThat(reelay.run("batch", "report", end.path("batch_id").asText()).out())
                .contains("line 4");
    }

    @Test
    void aBatchIsPausedResumedAndCancelled() throws Exception {
        pieces.simulator().change(settings -> SLOW);
        String id = reelay.run("batch", "submit", manifest("long.jsonl", 30, ""), "--concurrency=2")
                .word();

        assertThat(reelay.run("batch", "pause", id).out()).contains("paused");
        assertThat(reelay.run("batch", "watch", id, "--timeout=1s").status()).isEqualTo(6);
        assertThat(reelay.run("batch", "resume", id).out()).contains("running");
        CommandLine.Ended cancelled = reelay.run("batch", "cancel", id, "--watch");

        assertThat(cancelled.status()).as(cancelled.err()).isEqualTo(1);
        assertThat(cancelled.out()).contains(id + "  cancelled");
        pieces.simulator().change(settings -> QUICK);
    }

    private String manifest(String name, int lines, String more) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int line = 1; line <= lines; line++) {
            text.append("""
                    {"custom_id": "%s-%d", "model": "%s", "input": {"prompt": "clip %d", "image_url": "https://example.com/first.jpg"}}
                    """.formatted(name, line, MODEL, line));
        }
        return Files.writeString(folder.resolve(name), text + more).toString();
    }

    private static String[] submit(String prompt, String... more) {
        return Stream.concat(
                        Stream.of("submit", "--model=" + MODEL, "--input=prompt=" + prompt, IMAGE), Stream.of(more))
                .toArray(String[]::new);
    }
}
