package dev.reelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reelay.cli.run.Capture;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReelayTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private HttpServer server;
    private String answer = "{\"request_id\": \"7\", \"status\": \"in_queue\"}";
    private int status = 202;
    private Capture capture;

    @TempDir
    private Path home;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        environment.put("REELAY_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        environment.put("REELAY_API_KEY", "rl_secret-of-the-test");
        capture = Capture.in(home);
    }

    @AfterEach
    void close() {
        server.stop(0);
        assertThat(capture.out() + capture.err()).doesNotContain("secret-of-the-test");
    }

    @Test
    void valuesOfTheInputAreJsonWhereTheyCanBe() throws IOException {
        Path image = Files.write(home.resolve("first.png"), new byte[] {1, 2, 3});

        int ended = run(
                "",
                "submit",
                "--model=m",
                "--input=prompt=A boat = a ship",
                "--input",
                "duration=5",
                "-i",
                "loop=false",
                "-i",
                "seed=007",
                "-i",
                "ratio=16:9",
                "-i",
                "text=\"5\"",
                "-i",
                "image_url=@" + image);

        assertThat(ended).isZero();
        assertThat(capture.out()).isEqualTo("7" + System.lineSeparator());
        assertThat(bodies.getFirst())
                .isEqualTo("{\"model\":\"m\",\"input\":{\"prompt\":\"A boat = a ship\",\"duration\":5,\"loop\":false,"
                        + "\"seed\":\"007\",\"ratio\":\"16:9\",\"text\":\"5\","
                        + "\"image_url\":\"data:image/png;base64,AQID\"}}");
    }

    @Test
    void termsGoBesideTheInputOfTheStandardInput() {
        int ended = run(
                "{\"prompt\": \"A boat\", \"duration\": 9}",
                "submit",
                "-m=m",
                "--input-file=-",
                "--input=duration=5",
                "--provider=fal",
                "--provider=segmind",
                "--prefer=cheapest",
                "--allow-nearest",
                "--webhook-url=https://hooks.example.com/in",
                "--metadata=order=17",
                "--priority=-3",
                "--json");

        assertThat(ended).isZero();
        assertThat(capture.out().strip()).isEqualTo("{\"request_id\":\"7\",\"status\":\"in_queue\"}");
        assertThat(bodies.getFirst())
                .isEqualTo("{\"model\":\"m\",\"input\":{\"prompt\":\"A boat\",\"duration\":5},"
                        + "\"providers\":[\"fal\",\"segmind\"],\"prefer\":\"cheapest\",\"allow_nearest\":true,"
                        + "\"webhook_url\":\"https://hooks.example.com/in\",\"metadata\":{\"order\":\"17\"},"
                        + "\"priority\":-3}");
    }

    @Test
    void whatTheApiRefusesNamesTheField() {
        status = 422;
        answer = """
                {"type": "urn:reelay:problem:invalid-request", "title": "The request is not valid", "status": 422,
                 "detail": "Mend it.", "errors": [{"pointer": "/input/duration", "message": "must be one of 5, 9"}]}""";

        assertThat(run("", "submit", "-m=m", "-i=duration=7")).isEqualTo(3);
        assertThat(capture.err()).contains("/input/duration: must be one of 5, 9");
        assertThat(capture.out()).isEmpty();

        assertThat(run("", "submit", "-m=m", "-i=duration=7", "--json")).isEqualTo(3);
        assertThat(capture.err()).contains("\"pointer\":\"/input/duration\"").doesNotStartWith("reelay");
    }

    @Test
    void aFailedRequestFailsTheWaitAndNotTheLook() {
        status = 200;
        answer = """
                {"request_id": "7", "status": "failed", "model": "m",
                 "error": {"class": "moderated", "message": "The prompt was refused."}}""";

        assertThat(run("", "get", "7")).isZero();
        assertThat(capture.out()).contains("7  failed  m").contains("moderated: The prompt was refused.");
        assertThat(run("", "get", "7", "--output=x.mp4")).isEqualTo(1);
    }

    @Test
    void aDryRunWithFaultsIsRefusedAsTheSubmitWouldBe() throws IOException {
        status = 200;
        answer =
                "{\"batch_id\": \"b\", \"status\": \"checked\", \"counts\": {\"lines\": 2, \"valid\": 1, \"invalid\": 1}}";
        String file = Files.writeString(home.resolve("a.jsonl"), "{}\n{}\n").toString();

        assertThat(run("", "batch", "submit", file, "--dry-run")).isEqualTo(3);
        assertThat(run("", "batch", "submit", file, "--dry-run", "--accept-valid"))
                .isZero();
        assertThat(paths.getFirst()).isEqualTo("/v1/batches?dry_run=true");
        assertThat(bodies.getFirst()).isEqualTo("{}\n{}\n");
    }

    @Test
    void aManifestComesFromTheStandardInputToo() {
        answer = "{\"batch_id\": \"b\", \"status\": \"running\"}";

        int ended = run(
                "model,prompt\n",
                "batch",
                "submit",
                "-",
                "--format=csv",
                "--defaults={\"prefer\": \"cheapest\"}",
                "--budget=12.50",
                "--name=Night run");

        assertThat(ended).isZero();
        assertThat(capture.out().strip()).isEqualTo("b");
        assertThat(paths.getFirst())
                .isEqualTo("/v1/batches?defaults=%7B%22prefer%22%3A%22cheapest%22%7D&budget=12.50&name=Night%20run");
        assertThat(bodies.getFirst()).isEqualTo("model,prompt\n");
    }

    @Test
    void misuseIsToldWithWhatWouldBeRight() {
        assertThat(run("", "submit", "-m=m", "-i=nothing")).isEqualTo(2);
        assertThat(capture.err()).contains("--input must be KEY=VALUE");
        assertThat(run("", "submit", "-m=m", "--input-json=[1]")).isEqualTo(2);
        assertThat(run("", "submit", "-m=m", "--idempotency-key=two words")).isEqualTo(2);
        assertThat(run("", "batch", "submit", "lines.txt")).isEqualTo(2);
        assertThat(run("", "submit")).isEqualTo(2);
        assertThat(run("", "submit", "-m=m", "--api-key=rl_x")).isEqualTo(2);
        assertThat(run("")).isEqualTo(2);
        assertThat(run("", "--help")).isZero();
        assertThat(bodies).isEmpty();
    }

    @Test
    void shellsAreTaughtEveryCommand() {
        assertThat(run("", "completion", "bash")).isZero();
        assertThat(capture.out()).contains("webhooks").contains("--dry-run");
        assertThat(run("", "completion", "zsh")).isZero();
        assertThat(capture.out()).startsWith("autoload");
    }

    private int run(String in, String... arguments) {
        capture = new Capture(environment, home, in, OptionalInt.empty());
        return Reelay.commandLine(capture.surroundings()).execute(arguments);
    }

    private void handle(HttpExchange exchange) throws IOException {
        paths.add(exchange.getRequestURI().toString());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
