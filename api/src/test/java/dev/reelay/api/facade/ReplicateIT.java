package dev.reelay.api.facade;

import static dev.reelay.api.facade.Calls.FAL_INPUT;
import static dev.reelay.api.facade.Calls.REPLICATE;
import static dev.reelay.api.facade.Calls.bearer;
import static dev.reelay.api.facade.Calls.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AllProviders.class)
class ReplicateIT {
    private static final String OURS = "luma/ray-2/image-to-video";
    private static final byte[] IMAGE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static Response predict(String model, String more) {
        return bearer().body("{\"input\": " + FAL_INPUT + more + "}")
                .post(REPLICATE + "models/" + model + "/predictions");
    }

    private static Response prediction(String id) {
        return bearer().get(REPLICATE + "predictions/" + id);
    }

    @Test
    void aPredictionTellsAllThatClientsRead() {
        Response made = Calls.predict();

        assertThat(made.statusCode()).isEqualTo(201);
        String id = made.path("id");
        assertThat(made.<String>path("status")).isEqualTo("starting");
        assertThat(made.<String>path("model")).isEqualTo(OURS);
        assertThat(made.<String>path("input.prompt")).isEqualTo("The keeper turns to the sea");
        assertThat(made.<String>path("urls.get")).endsWith(REPLICATE + "predictions/" + id);
        assertThat(made.<String>path("urls.cancel")).endsWith(id + "/cancel");
        assertThat(made.jsonPath().getMap("$")).containsKeys("output", "error", "logs", "completed_at", "metrics");
        assertThat(tables.text("select facade from generation")).isEqualTo("replicate");

        tables.claim(UUID.fromString(id));
        assertThat(prediction(id).<String>path("status")).isEqualTo("processing");
        assertThat(prediction(id).<String>path("started_at")).isNotEmpty();
    }

    @Test
    void itEndsInReplicatesWords() {
        String done = Calls.predict().path("id");
        tables.complete(UUID.fromString(done), "results/p/", 1);
        Response succeeded = prediction(done);
        assertThat(succeeded.<String>path("status")).isEqualTo("succeeded");
        assertThat(succeeded.<String>path("output")).startsWith("http");
        assertThat(succeeded.<Float>path("metrics.predict_time")).isNotNegative();

        String several = Calls.predict().path("id");
        tables.complete(UUID.fromString(several), "results/q/", 2);
        assertThat(prediction(several).<List<String>>path("output")).hasSize(2);

        String moderated = Calls.predict().path("id");
        tables.fail(UUID.fromString(moderated), "moderated");
        assertThat(prediction(moderated).<String>path("status")).isEqualTo("failed");
        assertThat(prediction(moderated).<String>path("error")).isEqualTo("as told");

        String cancelled = Calls.predict().path("id");
        for (int again = 0; again < 2; again++) {
            Response cancel = bearer().post(REPLICATE + "predictions/" + cancelled + "/cancel");
            assertThat(cancel.statusCode()).isEqualTo(200);
            assertThat(cancel.<String>path("status")).isEqualTo("canceled");
        }
        assertThat(bearer().get(REPLICATE + "predictions").<List<String>>path("results.status"))
                .containsExactly("canceled", "failed", "succeeded", "succeeded");
    }

    @Test
    void aModelHasOurIdOrThatWithHyphensBehindItsOwner() {
        for (String model : List.of(OURS, "luma/ray-2-image-to-video")) {
            assertThat(predict(model, "").<String>path("model")).isEqualTo(OURS);
        }
        Response unknown = predict("luma/ray-9", "");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.<String>path("detail")).contains(OURS);
        assertThat(predict("luma/ray-2-i2v", "").statusCode())
                .as("a provider's own model has that provider's form")
                .isEqualTo(404);
    }

    @Test
    void aCallThatPrefersToWaitIsHeld() {
        CompletableFuture<Response> held = CompletableFuture.supplyAsync(() ->
                bearer().header("Prefer", "wait").body(Calls.REPLICATE_BODY).post(REPLICATE + "predictions"));
        Awaitility.await().until(() -> tables.count("select count(*) from generation") == 1);
        tables.complete(UUID.fromString(tables.text("select id from generation")), "results/h/", 1);
        assertThat(held.join().<String>path("status")).isEqualTo("succeeded");

        CompletableFuture<Response> late = CompletableFuture.supplyAsync(() -> bearer().header("Prefer", "wait=2")
                .body(Calls.REPLICATE_BODY.replace("keeper", "other"))
                .post(REPLICATE + "predictions"));
        Awaitility.await().until(() -> tables.count("select count(*) from generation") == 2);
        tables.claim(UUID.fromString(tables.text("select id from generation where state = 'QUEUED'")));
        assertThat(late.join().statusCode()).isEqualTo(201);
        assertThat(late.join().<String>path("status"))
                .as("the client takes processing for the end")
                .isEqualTo("starting");
    }

    @Test
    void whatIsToldIsChosen() {
        String url = ", \"webhook\": \"https://example.com/hook\"";
        predict(OURS, url);
        assertThat(tables.text("select webhook_types::text from generation"))
                .contains("attempt.accepted")
                .contains("generation.cancelled");
        tables.clear();
        predict(OURS, url + ", \"webhook_events_filter\": [\"completed\"]");
        assertThat(tables.text("select webhook_types::text from generation")).doesNotContain("attempt");
        tables.clear();
        predict(OURS, url + ", \"webhook_events_filter\": [\"logs\"]");
        assertThat(tables.text("select webhook_url from generation")).isNull();

        assertThat(bearer().get(REPLICATE + "webhooks/default/secret").<String>path("key"))
                .matches("whsec_[A-Za-z0-9+/]{43}=");
    }

    @Test
    void errorsAreInReplicatesWords() {
        Response wrongKey =
                plain().header("Authorization", "Bearer r8_wrong").body("{}").post(REPLICATE + "predictions");
        assertThat(wrongKey.statusCode()).isEqualTo(401);
        assertThat(wrongKey.<String>path("title")).isEqualTo("Unauthenticated");
        Response invalid = bearer().body("{\"version\": \"" + OURS + "\", \"input\": {\"duration\": 7}}")
                .post(REPLICATE + "predictions");
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(invalid.<List<String>>path("invalid_fields.field"))
                .contains("input.duration", "input.prompt", "input.image_url");
        assertThat(invalid.<String>path("detail")).contains("- input.duration: must be");
        Response around =
                predict(OURS, ", \"webhook_events_filter\": [\"ended\"], \"stream\": true, \"wehbook\": \"x\"");
        assertThat(around.<List<String>>path("invalid_fields.field"))
                .contains("webhook_events_filter", "stream", "wehbook");
        assertThat(bearer().body("{\"input\": {}}")
                        .post(REPLICATE + "predictions")
                        .<String>path("detail"))
                .contains("version: is missing");
        assertThat(prediction("none").statusCode()).isEqualTo(404);
        assertThat(bearer().get(REPLICATE + "hardware").<Integer>path("status")).isEqualTo(404);
    }

    @Test
    void aBudgetThatIsUsedUpIsNotAskedAgain() {
        String budget = Client.ACME
                .call()
                .contentType("application/json")
                .body("{\"name\": \"Little\", \"amount\": 0.01, \"period\": \"day\", \"when_spent\": \"refuse\"}")
                .post("/v1/budgets")
                .asString();
        Response spent = Calls.predict();
        assertThat(spent.statusCode()).as(budget + spent.asString()).isEqualTo(402);
        assertThat(spent.<String>path("title")).isEqualTo("Insufficient credit");
    }

    @Test
    void aFormThatIsCutOffIsTheCallersFault() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + REPLICATE + "files"))
                .header("Authorization", "Bearer " + Servers.KEY)
                .header("Content-Type", "multipart/form-data; boundary=X")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--X\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\na"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> cut = client.send(form, HttpResponse.BodyHandlers.ofString());

            assertThat(cut.statusCode()).as(cut.body()).isEqualTo(400);
            assertThat(cut.body()).contains("form cannot be read");
        }
    }

    @Test
    void whoMayOnlyLookIsNotToldWhatCallbacksAreSignedWith() {
        String key = tenants.issueKey(tenants.named("acme").orElseThrow(), "looks", Role.VIEWER)
                .clear();

        for (String secret : List.of(REPLICATE + "webhooks/default/secret", "/wavespeed/api/v3/webhook/secret")) {
            assertThat(new Client(key).call().get(secret).statusCode()).isEqualTo(403);
            assertThat(bearer().get(secret).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFileIsNamedByItsAddress() {
        Response file = RestAssured.given()
                .header("Authorization", "Bearer " + Servers.KEY)
                .multiPart("content", "first.png", IMAGE, "application/octet-stream")
                .multiPart("metadata", "blob", "{\"of\": \"tests\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(REPLICATE + "files");
        assertThat(file.statusCode()).as(file.asString()).isEqualTo(201);
        assertThat(file.<String>path("content_type")).isEqualTo("image/png");
        assertThat(file.<String>path("name")).isEqualTo("first.png");
        assertThat(file.<String>path("metadata.of")).isEqualTo("tests");
        assertThat(file.<Integer>path("size")).isEqualTo(IMAGE.length);
        assertThat(bearer().get(REPLICATE + "files/" + file.path("id")).<Integer>path("size"))
                .isEqualTo(IMAGE.length);
        assertThat(bearer().get(REPLICATE + "files/other").statusCode()).isEqualTo(404);

        String body = "{\"version\": \"%s\", \"input\": {\"prompt\": \"a\", \"image_url\": \"%s\"}}"
                .formatted(OURS, file.<String>path("urls.get"));
        assertThat(bearer().body(body).post(REPLICATE + "predictions").statusCode())
                .isEqualTo(201);
        assertThat(tables.text("select input ->> 'image_url' from generation_input"))
                .startsWith("s3://reelay/uploads/");
    }
}
