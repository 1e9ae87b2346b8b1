package dev.reelay.api.facade;

import static dev.reelay.api.facade.Calls.FAL_INPUT;
import static dev.reelay.api.facade.Calls.FAL_MODEL;
import static dev.reelay.api.facade.Calls.app;
import static dev.reelay.api.facade.Calls.fal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AllProviders.class)
class FalIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static String submitted() {
        return Calls.submitFal(FAL_INPUT).then().statusCode(200).extract().path("request_id");
    }

    private UUID id(String id) {
        return UUID.fromString(id);
    }

    @Test
    void aSubmitTellsAllThatClientsReadFromIt() {
        Response receipt = Calls.submitFal(FAL_INPUT);

        assertThat(receipt.statusCode()).isEqualTo(200);
        String id = receipt.path("request_id");
        assertThat(receipt.<String>path("status")).isEqualTo("IN_QUEUE");
        assertThat(receipt.<Integer>path("queue_position")).isZero();
        assertThat(receipt.header("x-fal-request-id")).isEqualTo(id);
        String url = receipt.path("response_url");
        assertThat(url).startsWith("http://").endsWith(app(id));
        assertThat(receipt.<String>path("status_url")).isEqualTo(url + "/status");
        assertThat(receipt.<String>path("cancel_url")).isEqualTo(url + "/cancel");
        assertThat(tables.text("select facade from generation where id = ?", id(id)))
                .isEqualTo("fal");
        assertThat(tables.text("select provider from generation where id = ?", id(id)))
                .isEqualTo("fal");
    }

    @Test
    void theStatusIsThereInEveryFormOfItsAddress() {
        String id = submitted();

        for (String address : List.of(app(id), "/fal/" + FAL_MODEL + "/requests/" + id)) {
            Response status = fal().get(address + "/status?logs=1");
            assertThat(status.statusCode()).isEqualTo(202);
            assertThat(status.<String>path("status")).isEqualTo("IN_QUEUE");
            assertThat(status.jsonPath().getMap("$")).containsKeys("logs", "queue_position", "response_url");
        }
        assertThat(fal().get(app(id) + "/status?logs=true").<List<?>>path("logs"))
                .isNotEmpty();
        assertThat(fal().get(app(id) + "/status").<Object>path("logs")).isNull();
    }

    @Test
    void aResultIsABareOutputOnceItIsThere() {
        String id = submitted();
        Response early = fal().get(app(id));
        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(early.<String>path("detail")).isEqualTo("Request is still in progress");

        tables.complete(id(id), "results/a/", 1);

        for (String below : List.of("", "/response")) {
            Response result = fal().get(app(id) + below);
            assertThat(result.statusCode()).isEqualTo(200);
            assertThat(result.<String>path("video.url")).startsWith("http").contains("X-Amz-Signature");
            assertThat(result.<String>path("video.content_type")).isEqualTo("video/mp4");
            assertThat(result.<Integer>path("video.file_size")).isEqualTo(3);
            assertThat(result.header("x-fal-request-id")).isEqualTo(id);
        }
        Response status = fal().get(app(id) + "/status");
        assertThat(status.statusCode()).isEqualTo(200);
        assertThat(status.<String>path("status")).isEqualTo("COMPLETED");
        assertThat(status.jsonPath().getMap("$")).doesNotContainKey("error");
        assertThat(fal().get(app(id) + "/status/stream").asString())
                .startsWith("data: {")
                .contains("COMPLETED");
    }

    @Test
    void aFailureIsACompletedStateAndARefusedResult() {
        String moderated = submitted();
        tables.fail(id(moderated), "moderated");
        Response status = fal().get(app(moderated) + "/status");
        assertThat(status.<String>path("status")).isEqualTo("COMPLETED");
        assertThat(status.<String>path("error_type")).isEqualTo("content_policy_violation");
        Response result = fal().get(app(moderated));
        assertThat(result.statusCode()).isEqualTo(422);
        assertThat(result.<String>path("detail[0].type")).isEqualTo("content_policy_violation");
        assertThat(result.<String>path("message")).isEqualTo("as told");
        assertThat(result.<String>path("error.message")).isEqualTo("as told");

        String lost = submitted();
        tables.fail(id(lost), "submit_outcome_unknown");
        assertThat(fal().get(app(lost)).statusCode())
                .as("the AI SDK buys again at a 5xx")
                .isEqualTo(424);

        String late = submitted();
        tables.fail(id(late), "timeout");
        Response timeout = fal().get(app(late));
        assertThat(timeout.statusCode()).isEqualTo(504);
        assertThat(timeout.header("X-Fal-Request-Timeout-Type")).isEqualTo("user");
        assertThat(timeout.header("X-Fal-Error-Type")).isEqualTo("request_timeout");
    }

    @Test
    void cancellingHasItsThreeAnswers() {
        String id = submitted();

        Response cancelled = fal().put(app(id) + "/cancel");
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(cancelled.<String>path("status")).isEqualTo("CANCELLATION_REQUESTED");
        Response again = fal().put(app(id) + "/cancel");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.<String>path("status")).isEqualTo("ALREADY_COMPLETED");
        Response unknown = fal().put(app(UUID.randomUUID().toString()) + "/cancel");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.<String>path("status")).isEqualTo("NOT_FOUND");
        assertThat(fal().get(app(id)).statusCode()).isEqualTo(499);
    }

    @Test
    void errorsAreInTheWordsOfFal() {
        Response wrongKey = fal("id:secret").body(FAL_INPUT).post("/fal/" + FAL_MODEL);
        assertThat(wrongKey.statusCode()).isEqualTo(401);
        assertThat(wrongKey.<String>path("detail")).isEqualTo("invalid key credentials");
        assertThat(wrongKey.<String>path("message")).contains("not valid");
        assertThat(wrongKey.<String>path("error.message"))
                .as("where the AI SDK looks")
                .contains("not valid");
        Response unknown = fal().body(FAL_INPUT).post("/fal/fal-ai/luma-dream-machine/ray-3");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.<String>path("message")).contains("ray-2");
        Response invalid = Calls.submitFal("{\"prompt\": 1, \"duration\": \"7s\"}");
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(invalid.<List<Object>>path("detail.loc")).contains(List.of("body", "prompt"));
        assertThat(invalid.contentType()).startsWith("application/json");
        assertThat(fal().body("{").post("/fal/" + FAL_MODEL).<String>path("message"))
                .contains("line 1");
        assertThat(fal().get("/fal/nothing").<String>path("detail")).isEqualTo("Path /nothing not found");
        assertThat(Calls.bearer().get("/v1/nothing").<String>path("type")).endsWith("not-found");
    }

    @Test
    void aKeyMayBeTheSecretOfATwoPartKey() {
        assertThat(fal("an-id:" + Servers.KEY)
                        .body(FAL_INPUT)
                        .post("/fal/" + FAL_MODEL)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void termsComeInHeaders() {
        String id = fal().header("X-Fal-Queue-Priority", "low")
                .header("X-Fal-Request-Timeout", "30")
                .body(FAL_INPUT)
                .post("/fal/" + FAL_MODEL)
                .path("request_id");

        assertThat(tables.count("select priority from generation where id = ?", id(id)))
                .isEqualTo(-5);
        assertThat(tables.text("select start_by between now() and now() + interval '31 s' from generation"))
                .isEqualTo("t");
        assertThat(fal().header("X-Fal-Request-Timeout", "1")
                        .body(FAL_INPUT)
                        .post("/fal/" + FAL_MODEL)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aProxyIsRoutedByTheTargetsPathAlone() {
        Response receipt = fal().header("x-fal-target-url", "https://queue.fal.run/" + FAL_MODEL)
                .body(FAL_INPUT)
                .post("/api/fal/proxy");
        assertThat(receipt.statusCode()).isEqualTo(200);
        String url = receipt.path("response_url");
        assertThat(url).startsWith("https://queue.fal.run/fal-ai/luma-dream-machine/requests/");
        assertThat(fal().header("x-fal-target-url", url + "/status?logs=1")
                        .get("/fal/proxy")
                        .<String>path("status"))
                .isEqualTo("IN_QUEUE");
        assertThat(fal().header("x-fal-target-url", url + "/cancel")
                        .put("/fal/proxy")
                        .statusCode())
                .isEqualTo(202);
        assertThat(fal().header("x-fal-target-url", "http://169.254.169.254/latest")
                        .get("/fal/proxy")
                        .statusCode())
                .isEqualTo(400);
        assertThat(fal().get("/fal/proxy").statusCode()).isEqualTo(400);
    }

    @Test
    void aHostStandsForThePath() {
        Response receipt = fal().header("Host", "queue.fal.localhost:8080")
                .body(FAL_INPUT)
                .post("/" + FAL_MODEL + "?fal_max_queue_length=5");
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(receipt.<String>path("status_url"))
                .startsWith("http://queue.fal.localhost:8080/fal-ai/luma-dream-machine/requests/");
        assertThat(fal().header("Host", "reelay.example.com")
                        .body(FAL_INPUT)
                        .post("/" + FAL_MODEL)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void browsersMayCallFromAnywhere() {
        Response preflight = Calls.plain()
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-fal-queue-priority")
                .options("/fal/" + FAL_MODEL);
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("x-fal-queue-priority");
        assertThat(Calls.submitFal(FAL_INPUT).header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }
}
