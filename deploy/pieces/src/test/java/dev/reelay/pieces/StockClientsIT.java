package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The providers' own packages from npm, unmodified, against an api and a worker: they submit, follow, fetch, cancel and upload, and
 * their own errors tell what went wrong.
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
                        IMAGE));
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
    }

    @Test
    void theAiSdkMakesAVideo() {
        assertThat(told.path("ai").path("bytes").asInt())
                .as(told.path("ai").toString())
                .isPositive();
    }
}
