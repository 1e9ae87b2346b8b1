package dev.reelay.api.facade;

import static dev.reelay.api.facade.Calls.FAL_MODEL;
import static dev.reelay.api.facade.Calls.fal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AllProviders.class)
class AnyProviderIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static String key() {
        Response made = Client.ACME
                .call()
                .contentType("application/json")
                .body("{\"name\": \"any\", \"any_provider\": true}")
                .post("/v1/keys");
        assertThat(made.<Boolean>path("any_provider")).isTrue();
        return made.path("key");
    }

    private String candidates(String id) {
        return tables.text("select candidates::text from generation where id = ?", UUID.fromString(id));
    }

    @Test
    void byTheKeysWordOthersComeAfterItsOwnProvider() {
        String key = key();
        String id = fal(key).body(
                        "{\"prompt\": \"a\", \"image_url\": \"https://cdn.example.com/a.png\", \"resolution\": \"720p\"}")
                .post("/fal/" + FAL_MODEL)
                .path("request_id");

        assertThat(tables.text("select provider from generation where id = ?", UUID.fromString(id)))
                .isEqualTo("fal");
        assertThat(candidates(id)).contains("wavespeed").contains("segmind");
        Response status = fal(key).get(Calls.app(id) + "/status");
        assertThat(status.<String>path("response_url")).contains("/fal-ai/luma-dream-machine/requests/");
    }

    @Test
    void whatCannotBeTranslatedStaysWithItsProvider() {
        for (String input : new String[] {
            "{\"prompt\": \"without a picture\"}",
            "{\"prompt\": \"a\", \"image_url\": \"https://cdn.example.com/a.png\", \"seed\": 7}"
        }) {
            String id = fal(key()).body(input).post("/fal/" + FAL_MODEL).path("request_id");

            assertThat(tables.text("select model from generation where id = ?", UUID.fromString(id)))
                    .isEqualTo(FAL_MODEL);
        }
    }

    @Test
    void whatNobodyServesSoStaysWithItsProvider() {
        String id = Calls.plain()
                .header("x-api-key", key())
                .body("""
                        {"prompt": "a", "start_frame": "https://cdn.example.com/a.png", "resolution": "1080p", "loop": false,
                         "aspect_ratio": "1:1"}""")
                .post("/segmind/v2/luma-ray-img-2-video")
                .path("request_id");

        assertThat(tables.text("select model from generation where id = ?", UUID.fromString(id)))
                .isEqualTo("luma-ray-img-2-video");
        assertThat(tables.text("select provider from generation where id = ?", UUID.fromString(id)))
                .startsWith("segmind");
    }

    @Test
    void withoutTheWordItStaysToo() {
        String id = Calls.submitFal(Calls.FAL_INPUT).path("request_id");

        assertThat(tables.text("select model from generation where id = ?", UUID.fromString(id)))
                .isEqualTo(FAL_MODEL);
    }
}
