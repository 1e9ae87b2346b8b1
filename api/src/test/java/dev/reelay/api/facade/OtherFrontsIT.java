package dev.reelay.api.facade;

import static dev.reelay.api.facade.Calls.bearer;
import static dev.reelay.api.facade.Calls.plain;
import static dev.reelay.api.facade.Calls.segmind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Tables;
import dev.reelay.storage.ObjectStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AllProviders.class)
class OtherFrontsIT {
    private static final String WAVESPEED = "/wavespeed/api/v3/";
    private static final String RUNCOMFY = "/runcomfy/v1/";

    @Inject
    Tables tables;

    @Inject
    ObjectStore store;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static Response wavespeed() {
        return bearer().body("""
                {"image": "https://cdn.example.com/a.png", "prompt": "a", "size": "1280*720", "duration": 5,
                 "enable_sync_mode": false}""").post(WAVESPEED + "luma/ray-2-i2v");
    }

    @Test
    void waveSpeedAnswersInItsEnvelope() {
        Response created = wavespeed();
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(created.<Integer>path("code")).isEqualTo(200);
        String id = created.path("data.id");
        assertThat(created.<String>path("data.status")).isEqualTo("created");
        assertThat(created.<String>path("data.error")).isEmpty();
        assertThat(created.<String>path("data.urls.get")).endsWith(WAVESPEED + "predictions/" + id + "/result");
        assertThat(tables.text("select input ->> 'enable_sync_mode' from generation_input"))
                .isNull();

        tables.complete(UUID.fromString(id), "results/w/", 1);
        for (String below : List.of("", "/result")) {
            Response done = bearer().get(WAVESPEED + "predictions/" + id + below);
            assertThat(done.<String>path("data.status")).isEqualTo("completed");
            assertThat(done.<List<String>>path("data.outputs")).hasSize(1);
            assertThat(done.<List<Boolean>>path("data.has_nsfw_contents")).containsExactly(false);
        }
    }

    @Test
    void aFailedTaskOfWaveSpeedIsNoErrorOfTheCall() {
        String id = wavespeed().path("data.id");
        tables.fail(UUID.fromString(id), "moderated");

        Response failed = bearer().get(WAVESPEED + "predictions/" + id + "/result");
        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.<String>path("data.status")).isEqualTo("failed");
        assertThat(failed.<String>path("data.error")).isEqualTo("as told");
        assertThat(failed.<Integer>path("data.code")).isEqualTo(1200);
    }

    @Test
    void waveSpeedsHistoryHasTheNewestFirst() {
        String first = wavespeed().path("data.id");
        String second = wavespeed().path("data.id");
        tables.fail(UUID.fromString(first), "moderated");

        Response page = bearer().body("{\"page\": 2, \"page_size\": 1}").post(WAVESPEED + "predictions");
        assertThat(page.<Integer>path("data.page")).isEqualTo(2);
        assertThat(page.<List<String>>path("data.items.id")).containsExactly(first);
        assertThat(bearer().body("{\"status\": \"created\", \"model\": \"luma/ray-2-i2v\"}")
                        .post(WAVESPEED + "predictions")
                        .<List<String>>path("data.items.id"))
                .containsExactly(second);
        Response wrong =
                bearer().body("{\"page_size\": 101, \"status\": \"done\"}").post(WAVESPEED + "predictions");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.<String>path("message")).contains("page_size").contains("status");
    }

    @Test
    void waveSpeedDeletesWhatHasEnded() {
        String ended = wavespeed().path("data.id");
        String open = wavespeed().path("data.id");
        tables.fail(UUID.fromString(ended), "moderated");

        Response both = bearer().body("{\"ids\": [\"" + ended + "\", \"" + open + "\"]}")
                .post(WAVESPEED + "predictions/delete");
        assertThat(both.statusCode()).isEqualTo(409);
        assertThat(both.<String>path("message"))
                .contains("others were deleted")
                .contains(open)
                .doesNotContain(ended);
        assertThat(bearer().get(WAVESPEED + "predictions/" + ended).statusCode())
                .isEqualTo(404);
        tables.fail(UUID.fromString(open), "moderated");
        Response one = bearer().body("{\"ids\": [\"" + open + "\"]}").post(WAVESPEED + "predictions/delete");
        assertThat(one.<Integer>path("code")).as(one.asString()).isEqualTo(200);
        assertThat(bearer().body("{}").post(WAVESPEED + "predictions/delete").<String>path("message"))
                .contains("ids is missing");
    }

    @Test
    void whatWaveSpeedTellsAndReelayDoesNotKnowIsSaid() {
        Response balance = bearer().get(WAVESPEED + "balance");
        assertThat(balance.statusCode()).isEqualTo(404);
        assertThat(balance.<Integer>path("code")).isEqualTo(404);
        assertThat(balance.<String>path("message")).contains("/v1/budgets");
        assertThat(bearer().body("{\"model_id\": \"luma/ray-2-i2v\", \"inputs\": {}}")
                        .post(WAVESPEED + "model/price")
                        .<String>path("message"))
                .contains("no price");
        assertThat(bearer().get(WAVESPEED + "models").<String>path("message")).contains("/v1/models");
        for (String accounts : List.of("billings/search", "user/usage_stats")) {
            assertThat(bearer().body("{}").post(WAVESPEED + accounts).<String>path("message"))
                    .contains("/v1/spend");
        }
    }

    @Test
    void errorsOfWaveSpeedHaveItsEnvelope() {
        Response seeds =
                bearer().body("{\"size\": \"1280*720\", \"duration\": 5}").post(WAVESPEED + "luma/ray-2-i2v");
        assertThat(seeds.statusCode()).isEqualTo(400);
        assertThat(seeds.<Integer>path("code")).isEqualTo(400);
        assertThat(seeds.<String>path("message")).contains("image").contains("prompt");
        assertThat(plain().get(WAVESPEED + "predictions/x").<Integer>path("code"))
                .isEqualTo(401);
        assertThat(bearer().get("/wavespeed/elsewhere").<Integer>path("code")).isEqualTo(404);
    }

    @Test
    void runComfyIsAnsweredWordForWord() {
        Response receipt = bearer().body("{\"prompt\": \"a\", \"image_url\": \"https://cdn.example.com/a.png\"}")
                .post(RUNCOMFY + "models/luma/luma-ray-2/image-to-video");
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(receipt.jsonPath().getMap("$"))
                .containsOnlyKeys("request_id", "status_url", "result_url", "cancel_url");
        String id = receipt.path("request_id");
        String below = RUNCOMFY + "requests/" + id;
        Response status = bearer().get(below + "/status");
        assertThat(status.<String>path("status")).isEqualTo("in_queue");
        assertThat(status.<Integer>path("queue_position")).isPositive();
        assertThat(bearer().get(below + "/result").<String>path("status")).isEqualTo("in_queue");

        tables.complete(UUID.fromString(id), "results/r/", 1);
        assertThat(bearer().get(below + "/status").<String>path("status")).isEqualTo("completed");
        Response result = bearer().get(below + "/result?include_cost=true");
        assertThat(result.<String>path("status")).isEqualTo("succeeded");
        assertThat(result.<String>path("output.video")).startsWith("http");
        Response late = bearer().post(below + "/cancel");
        assertThat(late.statusCode()).isEqualTo(202);
        assertThat(late.<String>path("outcome")).isEqualTo("not_cancellable");
    }

    @Test
    void runComfysOtherModelStaysAtRunComfy() {
        String id = bearer().body("{\"prompt\": \"a\", \"image_url\": \"https://cdn.example.com/a.png\"}")
                .post(RUNCOMFY + "models/ltx/ltx-2/fast/image-to-video")
                .path("request_id");

        assertThat(tables.text("select provider from generation where id = ?", UUID.fromString(id)))
                .isEqualTo("runcomfy");
        assertThat(bearer().post(RUNCOMFY + "requests/" + id + "/cancel").<String>path("outcome"))
                .isEqualTo("cancelled");
        Response unknown = bearer().get(RUNCOMFY + "requests/x/status");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.<Integer>path("error_code")).isEqualTo(404001);
        assertThat(plain().get(RUNCOMFY + "requests/x/status").<Integer>path("error_code"))
                .isEqualTo(400004);
    }

    private static final String SEGMIND_INPUT = """
            {"prompt": "a", "start_frame": "https://cdn.example.com/a.png", "loop": false, "resolution": "720p"}""";

    @Test
    void segmindsQueueIsAnswered() {
        Response receipt = segmind().body(SEGMIND_INPUT).post("/segmind/v2/luma-ray-img-2-video");
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(receipt.<String>path("status")).isEqualTo("QUEUED");
        String id = receipt.path("request_id");
        assertThat(segmind().get("/segmind/v2/requests/" + id + "/status").<String>path("status"))
                .isEqualTo("QUEUED");

        tables.complete(UUID.fromString(id), "results/s/", 1);
        Response result = segmind().get("/segmind/v2/requests/" + id);
        assertThat(result.<String>path("status")).isEqualTo("COMPLETED");
        assertThat(result.<String>path("video.url")).isEqualTo(result.<String>path("output"));
        assertThat(bearer().get("/segmind/v2/requests/" + id).statusCode()).isEqualTo(401);
    }

    @Test
    void segmindsBlockingCallAnswersWithTheBytes() {
        store.put("results/b/0.mp4", "mp4".getBytes(StandardCharsets.UTF_8), "video/mp4");
        CompletableFuture<Response> held = CompletableFuture.supplyAsync(
                () -> segmind().body(SEGMIND_INPUT).post("/segmind/v1/luma-ray-img-2-video"));
        Awaitility.await().until(() -> tables.count("select count(*) from generation") == 1);
        UUID id = UUID.fromString(tables.text("select id from generation"));
        tables.complete(id, "results/b/", 1);

        Response answer = held.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("video/mp4");
        assertThat(answer.asString()).isEqualTo("mp4");
        assertThat(answer.header("x-request-id")).isEqualTo(id.toString());
        assertThat(answer.header("x-cost")).isEqualTo("1.6");
    }

    @Test
    void segmindsBlockingCallFailsAsSegmindDoes() {
        CompletableFuture<Response> held = CompletableFuture.supplyAsync(
                () -> segmind().body(SEGMIND_INPUT).post("/segmind/v1/luma-ray-img-2-video"));
        Awaitility.await().until(() -> tables.count("select count(*) from generation") == 1);
        tables.fail(UUID.fromString(tables.text("select id from generation")), "provider_failed");

        Response answer = held.join();
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.<String>path("error")).isEqualTo("as told");
    }
}
