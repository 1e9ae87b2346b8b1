package dev.reelay.api.upload;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenants;
import dev.reelay.upload.UploadConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

@QuarkusTest
@WithTestResource(Servers.class)
class UploadsIT {
    private static final byte[] PNG = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
                    + "0000000d4944415478da63fcffff3f0300050001ff5ba5d0d00000000049454e44ae426082");

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @Inject
    UploadConfig config;

    @Inject
    S3Client store;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static Response upload(Client client, byte[] bytes, String type) {
        return client.call().header("Content-Type", type).body(bytes).post("/v1/uploads");
    }

    private Client other(Role role) {
        return new Client(tenants.issueKey(tenants.ensure("umbrella", List.of()), "tests", role)
                .clear());
    }

    private static int submit(Client client, String url) {
        return client.submitInput("{\"prompt\": \"a\", \"image_url\": \"" + url + "\"}")
                .statusCode();
    }

    @Test
    void anUploadIsAnInputAndCanBeLookedAt() throws JsonProcessingException {
        Response answer = upload(ACME, PNG, "image/png");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(Description.complaints("Upload", answer)).isEmpty();
        assertThat(answer.<String>path("media_type")).isEqualTo("image/png");
        assertThat(answer.<Integer>path("bytes")).isEqualTo(PNG.length);
        assertThat(answer.<String>path("url")).matches("s3://reelay/uploads/\\d+/[0-9a-f]{64}\\.png");
        Response preview = RestAssured.given().urlEncodingEnabled(false).get(answer.<String>path("preview_url"));
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.contentType()).isEqualTo("image/png");
        assertThat(preview.asByteArray()).isEqualTo(PNG);
        assertThat(submit(ACME, answer.path("url"))).isEqualTo(202);
        assertThat(tables.text("select input ->> 'image_url' from generation_input"))
                .isEqualTo(answer.<String>path("url"));
    }

    @Test
    void theSameImageIsOneObjectWhateverItIsCalled() {
        String first = upload(ACME, PNG, "image/png").path("url");
        String second = upload(ACME, PNG, "text/html").path("url");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void anotherTenantsUploadIsNoInput() {
        String ours = upload(ACME, PNG, "image/png").path("url");
        Client other = other(Role.OPERATOR);
        String theirs = upload(other, PNG, "image/png").path("url");

        assertThat(theirs).isNotEqualTo(ours);
        assertThat(submit(other, theirs)).isEqualTo(202);
        assertThat(submit(other, ours)).isEqualTo(422);
        assertThat(submit(ACME, ours.replaceFirst("uploads/.*", "uploads/1/../../inputs/1/a.json")))
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<!doctype html><script>alert(1)</script>",
                "GIF89a-and-what-follows"
            })
    void whatIsNoPhotographIsRefusedWhateverItIsCalled(String text) {
        Response answer = upload(ACME, text.getBytes(StandardCharsets.UTF_8), "image/png");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.<String>path("detail")).contains("JPEG, PNG or WebP");
    }

    @Test
    void whatIsTooLargeIsRefusedAndNotKept() {
        byte[] large = Arrays.copyOf(PNG, config.mostBytes() + 1);
        long before = kept();

        Response answer = upload(ACME, large, "image/png");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.<String>path("detail")).contains(String.valueOf(config.mostBytes()));
        assertThat(kept()).isEqualTo(before);
        assertThat(upload(ACME, Arrays.copyOf(PNG, config.mostBytes()), "image/png")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void whoOnlyLooksUploadsNothing() {
        assertThat(upload(other(Role.VIEWER), PNG, "image/png").statusCode()).isEqualTo(403);
    }

    private long kept() {
        return store.listObjectsV2(request -> request.bucket("reelay").prefix("uploads/"))
                .contents()
                .size();
    }
}
