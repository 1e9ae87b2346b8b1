package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.embedded.FreePorts;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packages of the providers, of Replicate and of OpenAI from npm, unmodified, against an api and a worker: they submit, follow,
 * fetch, cancel and upload, their own errors tell what went wrong, and what they repeat is bought once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockClientsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src/test/resources/stock-clients");
    private static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @TempDir
    static Path folder;

    private Pieces pieces;
    private JsonNode told;

    @BeforeAll
    void run() throws Exception {
        assumeTrue(NodePackages.canBeHere(), "Node.js is not installed");
        Path clients = folder.resolve("clients");
        NodePackages.installLocked(SOURCES, clients);
        pieces = Pieces.start(
                folder,
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB"),
                40);
        pieces.set("reelay.secrets.key", "s".repeat(43));
        int hook = FreePorts.find(1).getFirst();
        pieces.set("reelay.outside.allowed-origins", pieces.simulator().baseUri() + ",http://127.0.0.1:" + hook);
        Piece api = pieces.api();
        pieces.worker("worker");
        String busy = new Requests(api.uri())
                .post("/v1/keys", "{\"name\": \"busy\", \"rate_limit\": {\"per_second\": 0.01, \"burst\": 2}}")
                .path("key")
                .asText();
        told = node(
                clients,
                Map.of(
                        "API",
                        api.uri().toString().replaceFirst("/$", ""),
                        "KEY",
                        Pieces.API_KEY,
                        "BUSY_KEY",
                        busy,
                        "IMAGE",
                        IMAGE,
                        "HOOK_PORT",
                        String.valueOf(hook)));
    }

    @AfterAll
    void stop() {
        if (pieces != null) {
            pieces.close();
        }
    }

    private static JsonNode node(Path clients, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", "clients.mjs")
                .directory(clients.toFile())
                .redirectError(clients.resolve("node.log").toFile());
        builder.environment().putAll(environment);
        Process node = builder.start();
        node.getOutputStream().close();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!node.waitFor(10, TimeUnit.SECONDS) || node.exitValue() != 0) {
            throw new IOException("the clients did not end well: " + Files.readString(clients.resolve("node.log")));
        }
        return JSON.readTree(output);
    }

    private void threw(String name, String type, int status, String message) {
        JsonNode thrown = told.path(name);
        assertThat(thrown.path("thrown").asText()).as(thrown.toString()).isEqualTo(type);
        assertThat(thrown.path("status").asInt()).as(thrown.toString()).isEqualTo(status);
        assertThat(thrown.path("message").asText()).as(thrown.toString()).contains(message);
    }

    private void threw(String name, String message) {
        JsonNode thrown = told.path(name);
        assertThat(thrown.path("thrown").asText()).as(thrown.toString()).matches("(Wavespeed\\w+Exception|Error)");
        assertThat(thrown.path("message").asText()).as(thrown.toString()).contains(message);
    }

    @Test
    void falsClientSubmitsFollowsAndFetches() {
        JsonNode result = told.path("fal");
        assertThat(result.path("seen")).as(result.toString()).isNotEmpty();
        assertThat(result.path("seen").valueStream().map(JsonNode::asText)).contains("COMPLETED");
        assertThat(result.path("requestId").asText()).hasSize(36);
        assertThat(result.path("type").asText()).isEqualTo("video/mp4");
        assertThat(result.path("bytes").asLong())
                .isPositive()
                .isEqualTo(result.path("size").asLong());
        JsonNode streamed = told.path("falStream");
        assertThat(streamed.path("url").asText()).as(streamed.toString()).startsWith("http");
        assertThat(told.path("falUpload").path("url").asText())
                .as(told.path("falUpload").toString())
                .startsWith("http");
    }

    @Test
    void falsClientThrowsItsOwnErrors() {
        threw("falWrongKey", "ApiError", 401, "key");
        threw("falUnknownModel", "ApiError", 404, "ray-2");
        threw("falInvalid", "ValidationError", 422, "duration");
        assertThat(told.path("falInvalid")
                        .path("fieldErrors")
                        .path(0)
                        .path("loc")
                        .path(1)
                        .asText())
                .isEqualTo("duration");
        threw("falModerated", "ValidationError", 422, "");
        assertThat(told.path("falModerated")
                        .path("fieldErrors")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("content_policy_violation");
        threw("falFailed", "ApiError", 500, "");
        assertThat(told.path("falFailed").path("message").asText()).isNotEmpty();
        threw("falCancelled", "ApiError", 499, "cancelled");
        threw("falBusy", "ApiError", 429, "Ask more slowly");
        threw("falNotThere", "ApiError", 404, "no request");
    }

    @Test
    void waveSpeedsClientRunsAndThrows() {
        assertThat(told.path("wave").path("outputs").path(0).asText())
                .as(told.path("wave").toString())
                .startsWith("http");
        assertThat(told.path("waveUpload").path("outputs").path(0).asText())
                .as(told.path("waveUpload").toString())
                .startsWith("http");
        threw("waveWrongKey", "key");
        threw("waveUnknownModel", "ray-2-i2v");
        threw("waveInvalid", "image");
        threw("waveModerated", "");
        threw("waveFailed", "");
        threw("waveBusy", "Ask more slowly");
    }

    @Test
    void replicatesClientRunsFollowsAndUploads() {
        JsonNode result = told.path("rep");
        assertThat(result.path("first").asText()).as(result.toString()).isEqualTo("starting");
        assertThat(result.path("last").asText()).isEqualTo("succeeded");
        assertThat(result.path("again").asText()).isEqualTo("succeeded");
        assertThat(result.path("listed").asBoolean()).isTrue();
        assertThat(result.path("bytes").asLong()).isPositive();
        JsonNode run = told.path("repRun");
        assertThat(run.path("output").asText()).as(run.toString()).startsWith("http");
        assertThat(run.path("version").asText()).startsWith("http");
        assertThat(told.path("repCancel").path("ended").asText())
                .as(told.path("repCancel").toString())
                .isEqualTo("canceled");
        JsonNode upload = told.path("repUpload");
        assertThat(upload.path("type").asText()).as(upload.toString()).isEqualTo("image/png");
        assertThat(upload.path("named").asText()).startsWith("http");
        assertThat(upload.path("inline").asText()).startsWith("http");
        JsonNode hooks = told.path("repHook").path("told");
        assertThat(hooks.valueStream().map(hook -> hook.path("status").asText()))
                .as(told.path("repHook").toString())
                .contains("processing", "succeeded");
        assertThat(hooks).allMatch(hook -> hook.path("good").asBoolean());
    }

    @Test
    void replicatesClientThrowsItsOwnErrors() {
        threw("repWrongKey", "ApiError", 401, "The key is not valid");
        threw("repUnknownModel", "ApiError", 404, "luma/ray-2/image-to-video");
        threw("repInvalid", "ApiError", 422, "input.duration");
        threw("repNotThere", "ApiError", 404, "no request");
        threw("repBusy", "ApiError", 429, "Ask more slowly");
        threw("repModerated", "Error", 0, "Prediction failed: ");
        threw("repFailed", "Error", 0, "Prediction failed: ");
    }

    @Test
    void openAisClientCreatesFollowsAndDownloads() {
        JsonNode result = told.path("oai");
        assertThat(result.path("first").asText()).as(result.toString()).isEqualTo("queued");
        assertThat(result.path("last").asText()).isEqualTo("completed");
        assertThat(result.path("size").asText()).isEqualTo("1280x720");
        assertThat(result.path("seconds").asText()).isEqualTo("5");
        assertThat(result.path("type").asText()).startsWith("video/mp4");
        assertThat(result.path("bytes").asLong()).isPositive();
        assertThat(result.path("listed").asBoolean()).isTrue();
        assertThat(result.path("deleted").asBoolean()).isTrue();
        assertThat(told.path("oaiNamed").path("status").asText())
                .as(told.path("oaiNamed").toString())
                .isEqualTo("completed");
    }

    @Test
    void openAisClientThrowsItsOwnErrors() {
        threw("oaiWrongKey", "AuthenticationError", 401, "The key is not valid");
        threw("oaiUnknownModel", "NotFoundError", 404, "luma/ray-2/image-to-video");
        threw("oaiInvalid", "BadRequestError", 400, "seconds");
        threw("oaiNotThere", "NotFoundError", 404, "no request");
        threw("oaiNotReady", "ConflictError", 409, "Cancel it, or wait");
        threw("oaiBusy", "RateLimitError", 429, "Ask more slowly");
        for (String[] end : new String[][] {
            {"oaiModerated", "moderation_blocked"},
            {"oaiFailed", "provider_failed"},
            {"oaiCancelled", "cancelled"}
        }) {
            JsonNode video = told.path(end[0]);
            assertThat(video.path("status").asText()).as(video.toString()).isEqualTo("failed");
            assertThat(video.path("code").asText()).as(video.toString()).isEqualTo(end[1]);
            assertThat(video.path("message").asText()).isNotEmpty();
        }
    }

    @Test
    void whatIsCutAndRepeatedIsBoughtOnce() {
        assertThat(told.path("repCut").path("connections"))
                .as(told.path("repCut").toString())
                .allMatch(made -> made.asInt() == 6);
        assertThat(told.path("oaiCut").path("ids"))
                .as(told.path("oaiCut").toString())
                .allMatch(one -> one.path("connections").asInt() == 3);
        Map<String, Long> bought =
                pieces
                        .simulator()
                        .bill(line -> String.valueOf(line.received().body()).contains("cut "))
                        .lines()
                        .stream()
                        .collect(Collectors.groupingBy(
                                line -> String.valueOf(line.received().body()), Collectors.counting()));

        assertThat(bought)
                .hasSize(5)
                .allSatisfy((body, times) -> assertThat(times).isOne());
    }

    /** On Linux alone it can be told. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsGivenUpWhileItIsAnsweredIsOne() {
        JsonNode result = told.path("oaiLate");
        assertThat(result.path("late").asInt()).as(result.toString()).isPositive();
        assertThat(result.path("made")).as(result.toString()).hasSize(40).allMatch(made -> made.asInt() == 1);
    }

    @Test
    void theAiSdkMakesAVideo() {
        assertThat(told.path("ai").path("bytes").asInt())
                .as(told.path("ai").toString())
                .isPositive();
        assertThat(told.path("aiNear").path("message").asText())
                .as("a link into the own machine it does not follow: " + told.path("aiNear"))
                .contains("127.0.0.1 is not allowed");
        threw("aiBusy", "APICallError", 429, "Ask more slowly");
    }
}
