package dev.reelay.api.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls that nobody answers leave behind: no series of their own, no fault of ours, no connection. */
@QuarkusTest
@WithTestResource(Servers.class)
class StrayCallsIT {
    private static Socket connect() throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }

    @Test
    void madeUpPathsLeaveRoomForTheRealOnes() throws IOException {
        for (int n = 0; n < 30; n++) {
            for (String start : List.of(
                    "OPTIONS /v1/made-up-",
                    "DELETE /v1/models/made-up-",
                    "GET /v1/%zzmade-up-",
                    "GET //v1//made-up-")) {
                try (Socket socket = connect()) {
                    send(socket, start + n + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                    socket.getInputStream().readAllBytes();
                }
            }
        }
        Client.ACME.call().get("/v1/budgets");

        assertThat(metrics()).contains("uri=\"/v1/budgets\"").doesNotContain("made-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/", "/ui", "/nothing"})
    void aCallerNeedNotSayWhichHostItMeans(String path) throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET " + path + " HTTP/1.0\r\n\r\n");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .matches("(?s)HTTP/1.[01] [234].*");
        }
    }

    @ParameterizedTest
    @CsvSource({"/ui/sign-in, false", "/openai/v1/videos, false", "/ui/sign-in, true", "/openai/v1/videos, true"})
    void aFormThatBreaksOffIsNoFaultOfOurs(String path, boolean byReset) throws Exception {
        try (Socket socket = connect()) {
            socket.setSoLinger(byReset, 0);
            send(
                    socket,
                    "POST " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + Servers.KEY
                            + "\r\nContent-Type: "
                            + (path.startsWith("/ui")
                                    ? "application/x-www-form-urlencoded"
                                    : "multipart/form-data; boundary=b")
                            + "\r\nContent-Length: 6000\r\n\r\n--b\r\n");
            // The reader of the form waits for the rest by then.
            Thread.sleep(300);
        }
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .until(() -> metrics()
                        .lines()
                        .noneMatch(line -> line.contains("http_server_requests") && line.contains("status=\"500\"")));
    }

    @Test
    void aBodyThatNobodyWaitsForEndsWithItsConnection() throws IOException {
        try (Socket socket = connect()) {
            send(
                    socket,
                    "POST /v1/requests HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401");
        }
    }
}
