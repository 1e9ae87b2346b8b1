package dev.reelay.api.problem;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Client;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Without its database the api can promise nothing, and says so. */
@QuarkusTest
@WithTestResource(DyingDatabase.class)
class DatabaseAwayIT {
    @DyingDatabase.End
    @Nullable
    Closeable database;

    private static void comeAgain(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.asString()).doesNotContain("Exception", "jdbc", "postgres", "SQL");
    }

    @Test
    void everyoneIsAskedToComeAgain() throws IOException {
        UUID id = ACME.accepted();
        assertThat(database).isNotNull();
        database.close();

        comeAgain(ACME.submitInput(Client.INPUT));
        comeAgain(ACME.get(id, "/status"));
        comeAgain(ACME.call().post("/v1/requests/" + id + "/cancel"));
        comeAgain(ACME.call().get("/v1/requests"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(RestAssured.get("/q/health/ready").statusCode())
                                .isEqualTo(503));
        assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
    }
}
