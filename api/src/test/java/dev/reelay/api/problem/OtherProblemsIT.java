package dev.reelay.api.problem;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Errors that the framework finds are problem documents too. */
@QuarkusTest
@WithTestResource(Servers.class)
class OtherProblemsIT {
    private static void is(Response answer, int status, String word) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:reelay:problem:" + word);
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
        assertThat(answer.<String>path("detail")).isNotBlank();
    }

    @Test
    void anUnknownAddressIsNotFound() {
        is(ACME.call().get("/v1/nothing"), 404, "not-found");
        is(ACME.call().get("/v1/requests/a/b/c"), 404, "not-found");
        is(ACME.call().get("/nothing"), 404, "not-found");
    }

    @Test
    void aBodyOfTerabytesIsNotWaitedFor() throws IOException {
        String answer =
                raw("POST /v1/requests HTTP/1.1", "Content-Length: 5000000000000", "{" + " ".repeat(11_000_000));
        assertThat(answer).contains("application/problem+json").contains("urn:reelay:problem:body-too-large");
    }

    /** Sends what no client library would, and reads up to the end of the answer's document. */
    private static String raw(String... lines) throws IOException {
        String head = lines[0] + "\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + Servers.KEY;
        String body = lines.length > 2 ? lines[2] : "";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String sent = head + (lines.length > 1 ? "\r\n" + lines[1] : "") + "\r\n\r\n" + body;
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            for (int read = socket.getInputStream().read();
                    read >= 0 && read != '}';
                    read = socket.getInputStream().read()) {
                answer.append((char) read);
            }
            return answer.toString();
        }
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        Response answer = ACME.call().delete("/v1/requests");
        is(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET, POST");
        assertThat(ACME.call().get("/v1/requests/a/cancel").header("Allow")).isEqualTo("POST");
        assertThat(ACME.call().put("/v1/models/a/b").header("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void aBodyThatIsNotJsonIsRefusedByItsType() {
        is(
                ACME.call().contentType("text/plain").body(Client.INPUT).post("/v1/models/" + Client.MODEL),
                415,
                "unsupported-media-type");
        is(
                ACME.call()
                        .contentType("application/x-www-form-urlencoded")
                        .body("a=b")
                        .post("/v1/requests"),
                415,
                "unsupported-media-type");
    }

    @Test
    void aBodyInAnotherCodingIsRefused() {
        is(
                ACME.call()
                        .contentType("application/json; charset=iso-8859-1")
                        .body(Client.INPUT)
                        .post("/v1/models/" + Client.MODEL),
                415,
                "unsupported-media-type");
        is(
                ACME.call()
                        .contentType("application/json")
                        .header("Content-Encoding", "gzip")
                        .body(Client.INPUT)
                        .post("/v1/models/" + Client.MODEL),
                415,
                "unsupported-media-type");
    }

    @Test
    void anAnswerInAnotherTypeIsNotHad() {
        is(ACME.call().accept("text/html").get("/v1/models"), 406, "not-acceptable");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        byte[] body = new byte[11 * 1024 * 1024];
        is(ACME.call().contentType("application/json").body(body).post("/v1/requests"), 413, "body-too-large");
    }
}
