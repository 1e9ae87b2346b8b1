package dev.reelay.api.facade;

import static dev.reelay.api.facade.Calls.FAL_INPUT;
import static dev.reelay.api.facade.Calls.FAL_MODEL;
import static dev.reelay.api.facade.Calls.REPLICATE;
import static dev.reelay.api.facade.Calls.bearer;
import static dev.reelay.api.facade.Calls.fal;
import static dev.reelay.api.facade.Calls.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seldom wrong is told in each service's words as well. */
@QuarkusTest
@WithTestResource(AllProviders.class)
class ErrorsOfFrontsIT {
    private static final String SUSPENDED =
            "Your tenant is suspended; an admin of this installation can have it go on.";
    private static final String AUTHORIZED = "Authorization: Key " + Servers.KEY;

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void aSuspendedTenantIsToldSo() {
        String key = tenants.issueKey(tenants.ensure("hooli", List.of()), "tests", Role.OPERATOR)
                .clear();
        Client.ACME.patch("/v1/tenants/hooli", "{\"suspended\": true}").then().statusCode(200);
        Map<String, String> messages = Map.of(
                "/wavespeed/api/v3/predictions/x", "message",
                "/runcomfy/v1/requests/x/status", "error_message",
                "/replicate/v1/predictions/x", "detail",
                "/openai/v1/videos/x", "error.message");

        messages.forEach((address, message) -> {
            Response refused = plain().header("Authorization", "Bearer " + key).get(address);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.<String>path(message)).as(address).isEqualTo(SUSPENDED);
        });
        assertThat(plain().header("x-api-key", key)
                        .get("/segmind/v2/requests/x")
                        .<String>path("error"))
                .isEqualTo(SUSPENDED);
        Response fals = fal(key).get(Calls.app("x"));
        assertThat(fals.statusCode()).isEqualTo(403);
        assertThat(fals.<String>path("message")).isEqualTo(SUSPENDED);
        assertThat(fals.<String>path("detail")).isEqualTo("User is locked. Reason: " + SUSPENDED);
    }

    @Test
    void aFileThatIsNoFormIsToldToBeOne() {
        Response replicates = bearer().body("{}").post(REPLICATE + "files");
        assertThat(replicates.statusCode()).isEqualTo(415);
        assertThat(replicates.<String>path("detail")).contains("multipart/form-data");
        assertThat(replicates.<String>path("title")).doesNotContain("JSON");
        Response waveSpeeds = bearer().body("{}").post("/wavespeed/api/v3/media/upload/binary");
        assertThat(waveSpeeds.statusCode()).isEqualTo(415);
        assertThat(waveSpeeds.<String>path("message")).contains("multipart/form-data");
    }

    @Test
    void anUnknownModelIsNamedAsItWasCalled() {
        Response proxied = fal().header("x-fal-target-url", "https://queue.fal.run/fal-ai/ray-9")
                .body(FAL_INPUT)
                .post("/fal/proxy");
        assertThat(proxied.statusCode()).isEqualTo(404);
        assertThat(proxied.<String>path("detail")).isEqualTo("Path /fal-ai/ray-9 not found");
        assertThat(fal().get("/fal/proxy").statusCode()).isEqualTo(400);
        for (String root : List.of("/fal", "/fal/", "/fal-run")) {
            Response answer = fal().get(root);
            assertThat(answer.statusCode()).as(root).isEqualTo(404);
            assertThat(answer.<String>path("detail")).as(root).isEqualTo("Path / not found");
        }
    }

    @Test
    void whatSaysThatItIsTooLongIsNotWaitedFor() {
        for (String type : List.of("", "\r\nContent-Type: multipart/form-data; boundary=X")) {
            for (String address : List.of("/fal/" + FAL_MODEL, "/openai/v1/videos", "/replicate/v1/files")) {
                try (RawClient client = RawClient.connect()
                        .begin(
                                address,
                                (address.startsWith("/fal") ? AUTHORIZED : AUTHORIZED.replace("Key", "Bearer")) + type,
                                50_000_000_000L)) {
                    assertThat(client.read(12)).as(address + type).isEqualTo("HTTP/1.1 413");
                }
            }
        }
        try (RawClient client = RawClient.connect().begin("/fal/" + FAL_MODEL, AUTHORIZED, 11_000_000)) {
            assertThat(client.readTo('}')).startsWith("HTTP/1.1 413").contains("\"detail\":\"A body has at most");
        }
    }

    /** It is told, or cut off while the client still sends. */
    @Test
    void whatTurnsOutToBeTooLongIsNotReadToItsEnd() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        byte[] head =
                "--X\r\nContent-Disposition: form-data; name=\"content\"; filename=\"a.png\"\r\n\r\n".getBytes(UTF_8);
        Iterable<byte[]> parts = () -> IntStream.range(0, 100)
                .peek(n -> sent.incrementAndGet())
                .mapToObj(n -> n == 0 ? head : new byte[1 << 20])
                .iterator();
        HttpRequest form = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + REPLICATE + "files"))
                .header("Authorization", "Bearer " + Servers.KEY)
                .header("Content-Type", "multipart/form-data; boundary=X")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(parts))
                .build();
        String answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(form, HttpResponse.BodyHandlers.ofString()).toString();
        } catch (IOException e) {
            answer = e.toString();
        }
        assertThat(sent.get()).as(answer).isLessThan(60);
    }

    @Test
    void anUploadThatIsNotBegunNamesTheField() {
        for (String body : List.of("{}", "{\"content_type\": 5}", "{\"content_type\": \"video/mp4\"}")) {
            Response fals = fal().body(body).post("/fal/storage/upload/initiate");
            assertThat(fals.statusCode()).as(body).isEqualTo(422);
            assertThat(fals.<List<Object>>path("detail.loc")).containsExactly(List.of("body", "content_type"));
            assertThat(fals.<String>path("message")).contains("image/png");
            Response waveSpeeds = bearer().body(body).post("/wavespeed/api/v3/media/uploads");
            assertThat(waveSpeeds.statusCode()).isEqualTo(400);
            assertThat(waveSpeeds.<String>path("message")).contains("content_type");
        }
        assertThat(fal().body("[]").post("/fal/storage/upload/initiate").statusCode())
                .isEqualTo(422);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Response openAis = bearer().body("""
                        {"model": "luma/ray-2/image-to-video", "seconds": "soon", "size": "large", "loop": 5}""").post("/openai/v1/videos");
        assertThat(openAis.statusCode()).isEqualTo(400);
        assertThat(openAis.<String>path("error.message"))
                .contains("seconds must be")
                .contains("size must be")
                .contains("loop must be")
                .contains("prompt")
                .contains("input_reference (image_url)")
                .doesNotContain("duration")
                .doesNotContain("resolution");
        Response replicates = bearer().body("""
                        {"version": "luma/ray-2/image-to-video", "stream": true, "webhook": "ftp://a",
                         "webhook_events_filter": ["ended"], "input": {"duration": 7}}""").post(REPLICATE + "predictions");
        assertThat(replicates.statusCode()).isEqualTo(422);
        assertThat(replicates.<List<String>>path("invalid_fields.field"))
                .contains("stream", "webhook", "webhook_events_filter", "input.duration", "input.prompt");
    }

    @Test
    void aValueOfTheWrongTypeIsThere() {
        Response openAis = bearer().body("{\"model\": 5, \"prompt\": \"a\"}").post("/openai/v1/videos");
        assertThat(openAis.<String>path("error.param")).isEqualTo("model");
        assertThat(openAis.<String>path("error.message"))
                .contains("must be a string")
                .doesNotContain("missing");
        Response replicates = bearer().body("{\"version\": 5, \"input\": {}}").post(REPLICATE + "predictions");
        assertThat(replicates.<List<String>>path("invalid_fields.description"))
                .containsExactly("must be a string: the id of a model");
        assertThat(replicates.<List<String>>path("invalid_fields.type")).containsExactly("invalid");
    }
}
