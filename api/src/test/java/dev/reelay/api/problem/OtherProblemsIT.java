package dev.reelay.api.problem;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
    void anAnswerInAnotherTypeIsNotHad() {
        is(ACME.call().accept("text/html").get("/v1/models"), 406, "not-acceptable");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        byte[] body = new byte[11 * 1024 * 1024];
        is(ACME.call().contentType("application/json").body(body).post("/v1/requests"), 413, "body-too-large");
    }
}
