package dev.reelay.api.model;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class ModelsIT {
    @Test
    void theListNamesEachModelAndItsProviders() {
        JsonPath models = ACME.call().get("/v1/models").jsonPath();

        assertThat(models.getList("models.id", String.class))
                .contains(Client.MODEL)
                .isSorted();
        assertThat(models.getList("models.find { it.id == '" + Client.MODEL + "' }.providers", String.class))
                .startsWith("fal", "runcomfy");
    }

    @Test
    void aModelTellsItsSchemaItsSampleAndItsOfferings() {
        JsonPath model = ACME.call().get("/v1/models/" + Client.MODEL).jsonPath();

        assertThat(model.getString("input_schema.properties.prompt.type")).isEqualTo("string");
        assertThat(model.getBoolean("offerings.find { it.provider == 'fal' }.price.known"))
                .isTrue();
        assertThat(model.getBoolean("offerings.find { it.provider == 'runcomfy' }.price.known"))
                .isFalse();
        assertThat(model.getBoolean("offerings.find { it.provider == 'fal' }.configured"))
                .isTrue();
    }

    @Test
    void everySampleIsAccepted() {
        for (String id : ACME.call().get("/v1/models").jsonPath().getList("models.id", String.class)) {
            Object sample = ACME.call().get("/v1/models/" + id).jsonPath().get("sample");
            List<String> providers = ACME.call()
                    .get("/v1/models/" + id)
                    .jsonPath()
                    .getList("offerings.findAll { it.configured }.provider");
            int expected = providers.isEmpty() ? 422 : 202;
            assertThat(ACME.call()
                            .contentType("application/json")
                            .body(sample)
                            .post("/v1/models/" + id)
                            .statusCode())
                    .as(id)
                    .isEqualTo(expected);
        }
    }

    @Test
    void anUnknownModelIsNotFound() {
        assertThat(ACME.call().get("/v1/models/luma/ray-3").<String>path("type"))
                .isEqualTo("urn:reelay:problem:unknown-model");
        assertThat(ACME.call()
                        .contentType("application/json")
                        .body("{}")
                        .post("/v1/models/luma/ray-2/image-to-vide")
                        .<String>path("detail"))
                .contains("did you mean \"" + Client.MODEL + "\"");
    }
}
