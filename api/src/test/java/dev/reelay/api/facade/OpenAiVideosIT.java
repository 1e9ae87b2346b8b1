package dev.reelay.api.facade;

import static dev.reelay.api.facade.Calls.bearer;
import static dev.reelay.api.facade.Calls.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.storage.ObjectStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AllProviders.class)
class OpenAiVideosIT {
    private static final String VIDEOS = "/openai/v1/videos";
    private static final String OURS = "luma/ray-2/image-to-video";
    private static final byte[] IMAGE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Inject
    Tables tables;

    @Inject
    ObjectStore store;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static RequestSpecification form() {
        return RestAssured.given().header("Authorization", "Bearer " + Servers.KEY);
    }

    private static Response create(String more) {
        return bearer().body("{\"model\": \"" + OURS + "\", \"prompt\": \"a\"" + more + "}")
                .post(VIDEOS);
    }

    private static Response create() {
        return create(", \"input_reference\": {\"image_url\": \"https://cdn.example.com/a.png\"}, \"seconds\": \"5\"");
    }

    private String input(String field) {
        return tables.text("select input ->> ? from generation_input", field);
    }

    @Test
    void aVideoIsMadeOfAForm() {
        Response made = form().multiPart("model", OURS)
                .multiPart("prompt", "a")
                .multiPart("seconds", "9")
                .multiPart("size", "720x1280")
                .multiPart("loop", "true")
                .multiPart("input_reference", "first.png", IMAGE, "image/png")
                .post(VIDEOS);

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(200);
        assertThat(made.<String>path("object")).isEqualTo("video");
        assertThat(made.<String>path("status")).isEqualTo("queued");
        assertThat(made.<Integer>path("progress")).isZero();
        assertThat(made.<String>path("seconds")).isEqualTo("9");
        assertThat(made.<String>path("size")).isEqualTo("720x1280");
        assertThat(made.<Integer>path("created_at")).isPositive();
        assertThat(input("image_url")).startsWith("s3://reelay/uploads/");
        assertThat(input("resolution") + input("aspect_ratio") + input("duration") + input("loop"))
                .isEqualTo("720p9:169true");
        assertThat(tables.text("select facade from generation")).isEqualTo("openai");
    }

    @Test
    void aFieldIsAValueOrHasMembers() {
        for (List<String> names : List.of(
                List.of("input_reference", "input_reference[image_url]"),
                List.of("input_reference[image_url]", "input_reference"))) {
            form().multiPart("model", OURS)
                    .multiPart(names.getFirst(), "https://cdn.example.com/b.png")
                    .multiPart(names.getLast(), "https://cdn.example.com/b.png")
                    .post(VIDEOS)
                    .then()
                    .statusCode(400);
        }
        form().multiPart("model", OURS)
                .multiPart("input_reference[image_url]", "first.png", IMAGE, "image/png")
                .post(VIDEOS)
                .then()
                .statusCode(400);
    }

    @Test
    void anImageMayBeNamedInAFormAndInJson() {
        form().multiPart("model", OURS)
                .multiPart("prompt", "a")
                .multiPart("input_reference[image_url]", "https://cdn.example.com/b.png")
                .post(VIDEOS)
                .then()
                .statusCode(200);
        assertThat(input("image_url")).isEqualTo("https://cdn.example.com/b.png");
        tables.clear();
        create().then().statusCode(200);
        assertThat(input("image_url")).isEqualTo("https://cdn.example.com/a.png");
    }

    @Test
    void itEndsInOpenAisWords() {
        store.put("results/o/0.mp4", "mp4".getBytes(StandardCharsets.UTF_8), "video/mp4");
        String id = create().path("id");
        Response early = bearer().get(VIDEOS + "/" + id + "/content");
        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(early.<String>path("error.message")).contains("not ready");
        assertThat(bearer().delete(VIDEOS + "/" + id).statusCode()).isEqualTo(409);
        assertThat(bearer().delete(VIDEOS + "/" + id).header("x-should-retry")).isEqualTo("false");

        tables.complete(UUID.fromString(id), "results/o/", 1);
        Response done = bearer().get(VIDEOS + "/" + id);
        assertThat(done.<String>path("status")).isEqualTo("completed");
        assertThat(done.<Integer>path("progress")).isEqualTo(100);
        assertThat(done.<Integer>path("completed_at")).isPositive();
        assertThat(done.<Object>path("error")).isNull();
        Response content =
                form().header("Accept", "application/binary").get(VIDEOS + "/" + id + "/content?variant=video");
        assertThat(content.contentType()).startsWith("video/mp4");
        assertThat(content.asString()).isEqualTo("mp4");
        assertThat(bearer().get(VIDEOS + "/" + id + "/content?variant=thumbnail")
                        .<String>path("error.param"))
                .isEqualTo("variant");

        String failed = create().path("id");
        tables.fail(UUID.fromString(failed), "moderated");
        assertThat(bearer().get(VIDEOS + "/" + failed).<String>path("status")).isEqualTo("failed");
        assertThat(bearer().get(VIDEOS + "/" + failed).<String>path("error.code"))
                .isEqualTo("moderation_blocked");
        assertThat(bearer().delete(VIDEOS + "/" + failed).<Boolean>path("deleted"))
                .isTrue();
        assertThat(bearer().get(VIDEOS + "/" + failed).statusCode()).isEqualTo(404);
    }

    @Test
    void theyAreListedPageByPage() {
        String first = create().path("id");
        String second = create().path("id");

        Response page = bearer().get(VIDEOS + "?limit=1");
        assertThat(page.<List<String>>path("data.id")).containsExactly(second);
        assertThat(page.<Boolean>path("has_more")).isTrue();
        Response next = bearer().get(VIDEOS + "?limit=1&order=desc&after=" + page.path("last_id"));
        assertThat(next.<List<String>>path("data.id")).containsExactly(first);
        assertThat(next.<Boolean>path("has_more")).isFalse();
        assertThat(bearer().get(VIDEOS + "?order=asc").<String>path("error.param"))
                .isEqualTo("order");
    }

    @Test
    void errorsAreInOpenAisWords() {
        Response wrongKey = plain().header("Authorization", "Bearer sk-wrong").get(VIDEOS + "/x");
        assertThat(wrongKey.statusCode()).isEqualTo(401);
        assertThat(wrongKey.<String>path("error.code")).isEqualTo("invalid_api_key");
        Response unknown =
                bearer().body("{\"model\": \"sora-2\", \"prompt\": \"a\"}").post(VIDEOS);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.<String>path("error.code")).isEqualTo("model_not_found");
        assertThat(unknown.<String>path("error.message")).contains(OURS);
        Response invalid = create(", \"seconds\": \"4\", \"size\": \"1792x1024\"");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.<String>path("error.type")).isEqualTo("invalid_request_error");
        assertThat(invalid.<String>path("error.message"))
                .contains("seconds (duration) must")
                .contains("size (resolution) must")
                .contains("input_reference (image_url)");
        for (String wrong : List.of("\"seconds\": \"soon\"", "\"size\": \"large\"", "\"input_reference\": {}")) {
            assertThat(create(", " + wrong).<String>path("error.param")).isEqualTo(wrong.split("\"", -1)[1]);
        }
        assertThat(bearer().get(VIDEOS + "/none").<String>path("error.message")).contains("no request");
        assertThat(bearer().body("{}").post(VIDEOS + "/none/remix").<String>path("error.type"))
                .isEqualTo("invalid_request_error");
    }
}
