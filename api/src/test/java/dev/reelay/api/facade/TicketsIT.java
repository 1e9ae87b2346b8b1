package dev.reelay.api.facade;

import static dev.reelay.api.facade.Calls.FAL_MODEL;
import static dev.reelay.api.facade.Calls.bearer;
import static dev.reelay.api.facade.Calls.fal;
import static dev.reelay.api.facade.Calls.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AllProviders.class)
class TicketsIT {
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

    private static Response falTicket() {
        return fal().body("{\"content_type\": \"image/png\", \"file_name\": \"a.png\"}")
                .post("/fal/storage/upload/initiate?storage_type=fal-cdn-v3");
    }

    private static int put(String url, byte[] bytes) {
        return plain().contentType("image/png").body(bytes).put(url).statusCode();
    }

    @Test
    void whatWasUploadedByATicketIsNamedByItsFileUrl() {
        Response ticket = falTicket();
        assertThat(ticket.statusCode()).isEqualTo(200);
        assertThat(put(ticket.path("upload_url"), IMAGE)).isEqualTo(200);
        String file = ticket.path("file_url");

        Response receipt = fal().body("{\"prompt\": \"a\", \"image_url\": \"" + file + "\"}")
                .post("/fal/" + FAL_MODEL);

        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(tables.text(
                        "select input ->> 'image_url' from generation_input where generation_id = ?",
                        UUID.fromString(receipt.path("request_id"))))
                .startsWith("s3://reelay/uploads/")
                .endsWith(file.substring(file.lastIndexOf('/')));
    }

    @Test
    void waveSpeedsTicketIsUsedAlike() {
        Response ticket = bearer().body("{\"filename\": \"a.png\", \"size\": 70, \"content_type\": \"image/png\"}")
                .post("/wavespeed/api/v3/media/uploads");
        assertThat(ticket.<Integer>path("code")).isEqualTo(200);
        assertThat(ticket.<String>path("data.upload.method")).isEqualTo("PUT");
        assertThat(put(ticket.path("data.upload.url"), IMAGE)).isEqualTo(200);

        Response receipt = bearer().body("{\"prompt\": \"a\", \"image\": \"" + ticket.path("data.download_url") + "\"}")
                .post("/wavespeed/api/v3/luma/ray-2-i2v");
        assertThat(receipt.statusCode()).as(receipt.asString()).isEqualTo(200);
        assertThat(tables.text("select input ->> 'image' from generation_input"))
                .startsWith("s3://reelay/uploads/");
    }

    @Test
    void waveSpeedsOlderUploadIsAForm() {
        Response upload = RestAssured.given()
                .header("Authorization", "Bearer " + Servers.KEY)
                .multiPart("file", "first.png", IMAGE, "image/png")
                .post("/wavespeed/api/v3/media/upload/binary");
        assertThat(upload.<Integer>path("code")).as(upload.asString()).isEqualTo(200);
        assertThat(upload.<String>path("data.filename")).isEqualTo("first.png");
        assertThat(upload.<Integer>path("data.size")).isEqualTo(IMAGE.length);
        assertThat(fal().get(upload.<String>path("data.download_url").replace("/wavespeed/", "/fal/"))
                        .statusCode())
                .isEqualTo(302);

        Response nothing = RestAssured.given()
                .header("Authorization", "Bearer " + Servers.KEY)
                .multiPart("image", "first.png", IMAGE, "image/png")
                .post("/wavespeed/api/v3/media/upload/binary");
        assertThat(nothing.<String>path("message")).contains("file is missing");
    }

    /** A client whose connection broke sends the same once more; what came last counts. */
    @Test
    void aTicketWorksAgainWithinItsTime() {
        String upload = falTicket().path("upload_url");

        assertThat(put(upload, IMAGE)).isEqualTo(200);
        assertThat(put(upload, IMAGE)).isEqualTo(200);
    }

    @Test
    void aTicketIsForAnImageAndForItsTenant() {
        Response ticket = falTicket();
        String upload = ticket.path("upload_url");
        assertThat(put(upload, "no image at all".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(415);
        assertThat(put(upload.substring(0, upload.length() - 6) + "AAAAAA", IMAGE))
                .isEqualTo(404);
        assertThat(fal().body("{\"content_type\": \"video/mp4\"}")
                        .post("/fal/storage/upload/initiate")
                        .<String>path("message"))
                .contains("image/png");
        assertThat(fal().body("{}")
                        .post("/fal/storage/upload/initiate-multipart")
                        .statusCode())
                .isEqualTo(413);

        assertThat(put(upload, IMAGE)).isEqualTo(200);
        String other = tenants.issueKey(tenants.ensure("umbrella", List.of()), "tests", Role.OPERATOR)
                .clear();
        Response stranger = fal(other)
                .body("{\"prompt\": \"a\", \"image_url\": \"" + ticket.path("file_url") + "\"}")
                .post("/fal/" + FAL_MODEL);
        assertThat(stranger.statusCode()).isEqualTo(422);
        assertThat(stranger.<String>path("detail[0].msg")).contains("not uploaded");
    }

    @Test
    void aTokenUploadsWhatComesWithIt() {
        Response token = fal().body("{}").post("/fal/storage/auth/token?storage_type=fal-cdn-v3");
        assertThat(token.<String>path("base_url")).endsWith("/fal");
        assertThat(token.<String>path("expires_at")).endsWith("+00:00");
        Response upload = plain().header("Authorization", token.path("token_type") + " " + token.path("token"))
                .contentType("image/png")
                .body(IMAGE)
                .post("/fal/files/upload");
        assertThat(upload.statusCode()).as(upload.asString()).isEqualTo(200);
        String file = upload.path("access_url");

        assertThat(fal().body("{\"prompt\": \"a\", \"image_url\": \"" + file + "\"}")
                        .post("/fal/" + FAL_MODEL)
                        .statusCode())
                .isEqualTo(200);
        Response shown = fal().get(file);
        assertThat(shown.statusCode()).isEqualTo(302);
        assertThat(shown.header("Location")).contains("X-Amz-Signature");
        assertThat(fal().get("/fal/files/other.png").statusCode()).isEqualTo(404);
        assertThat(plain().header("Authorization", "Bearer none")
                        .body(IMAGE)
                        .post("/fal/files/upload")
                        .statusCode())
                .isEqualTo(401);
        assertThat(plain().get(file).statusCode()).isEqualTo(401);
    }

    @Test
    void theKeysOfCallbacksAreThereForAnybody() {
        Response keys = plain().get("/fal/.well-known/jwks.json");
        assertThat(keys.statusCode()).isEqualTo(200);
        assertThat(keys.<String>path("keys[0].crv")).isEqualTo("Ed25519");
        assertThat(keys.<String>path("keys[0].x")).hasSize(43);
        assertThat(bearer().get("/wavespeed/api/v3/webhook/secret").<String>path("data.secret"))
                .startsWith("whsec_");
        assertThat(plain().get("/wavespeed/api/v3/webhook/secret").statusCode()).isEqualTo(401);
        assertThat(plain().body("{}").post("/fal/uploads/anything").statusCode())
                .isEqualTo(401);
    }
}
