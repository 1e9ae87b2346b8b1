package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.storage.ObjectStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class SubmitIT {
    @Inject
    Tables tables;

    @Inject
    ObjectStore store;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void aBareInputIsAcceptedWithItsLinks() {
        Response receipt = ACME.submitInput(Client.INPUT);

        assertThat(receipt.statusCode()).isEqualTo(202);
        String url = receipt.header("Location");
        assertThat(url).endsWith("/v1/requests/" + Client.id(receipt));
        assertThat(receipt.<String>path("status")).isEqualTo("in_queue");
        assertThat(receipt.<String>path("status_url")).isEqualTo(url + "/status");
        assertThat(receipt.<String>path("result_url")).isEqualTo(url + "/result");
        assertThat(receipt.<String>path("cancel_url")).isEqualTo(url + "/cancel");
    }

    @Test
    void theInputIsKeptWithItsDefaults() {
        UUID id = ACME.accepted();

        assertThat(tables.text("select input ->> 'duration' from generation_input where generation_id = ?", id))
                .isEqualTo("5");
    }

    @Test
    void itsFirstEventIsNumberOne() {
        UUID id = ACME.accepted();

        assertThat(tables.text("select number || ' ' || type from event where subject_id = ?", id))
                .isEqualTo("1 generation.accepted");
        assertThat(tables.count("select events from generation where id = ?", id))
                .isOne();
    }

    @Test
    void termsOfAnEnvelopeAreKept() {
        UUID id = Client.id(ACME.submit("""
                {"model": "%s", "input": %s, "providers": ["runcomfy", "fal"], "priority": -3, "on_unknown": "hold",
                 "webhook_url": "https://HOOKS.example.com/a", "metadata": {"shot": "12a"},
                 "start_by": "2099-01-01T00:00:00Z", "finish_by": "2099-01-02T00:00:00+01:00"}
                """.formatted(Client.MODEL, Client.INPUT)));

        var whole = ACME.get(id, "").jsonPath();
        assertThat(whole.getString("provider")).isEqualTo("runcomfy");
        assertThat(whole.getList("terms.providers")).isEqualTo(java.util.List.of("runcomfy", "fal"));
        assertThat(whole.getInt("terms.priority")).isEqualTo(-3);
        assertThat(whole.getString("terms.on_unknown")).isEqualTo("hold");
        assertThat(whole.getString("terms.webhook_url")).isEqualTo("https://hooks.example.com/a");
        assertThat(whole.getString("terms.metadata.shot")).isEqualTo("12a");
        assertThat(whole.getString("terms.finish_by")).isEqualTo("2099-01-01T23:00:00Z");
    }

    @Test
    void theFirstProviderThatCanServeTheInputIsTaken() {
        UUID id = Client.id(ACME.submit("""
                {"model": "%s", "providers": ["runcomfy", "fal"],
                 "input": {"prompt": "a", "image_url": "https://cdn.example.com/a.png", "duration": 9}}
                """.formatted(Client.MODEL)));

        assertThat(tables.text("select provider from generation where id = ?", id))
                .isEqualTo("fal");
    }

    @Test
    void theCheapestIsTakenWhereThatIsPreferred() {
        UUID id = Client.id(ACME.submit("""
                {"model": "%s", "providers": ["runcomfy", "fal"], "prefer": "cheapest", "input": %s}
                """.formatted(Client.MODEL, Client.INPUT)));

        assertThat(tables.text("select provider from generation where id = ?", id))
                .as("runcomfy does not tell its price")
                .isEqualTo("fal");
    }

    @Test
    void theNearestIsBoughtByTheCallersWordAlone() {
        String tenSeconds = """
                {"model": "%s", "allow_nearest": %s,
                 "input": {"prompt": "a", "image_url": "https://cdn.example.com/a.png", "duration": 10}}""";

        assertThat(ACME.submit(tenSeconds.formatted(Client.MODEL, false)).statusCode())
                .isEqualTo(422);
        UUID id = Client.id(ACME.submit(tenSeconds.formatted(Client.MODEL, true)));
        assertThat(tables.text("select input ->> 'duration' from generation_input where generation_id = ?", id))
                .as("what was asked for is kept")
                .isEqualTo("10");
        Response told = ACME.get(id, "");
        assertThat(told.<String>path("differences[0].pointer")).isEqualTo("/duration");
        assertThat(told.<Integer>path("differences[0].asked")).isEqualTo(10);
        assertThat(told.<Integer>path("differences[0].gets")).isEqualTo(9);
    }

    @Test
    void aLargeInputLiesInTheBucket() {
        String image = "iVBORw0KGgoAAAANSUhEUgAA" + "A".repeat(100_000);
        UUID id = Client.id(ACME.submitInput("""
                {"prompt": "a", "image_url": "data:image/png;base64,%s"}""".formatted(image)));

        String key = tables.text("select object_key from generation_input where generation_id = ?", id);
        assertThat(key)
                .isEqualTo("inputs/" + tables.text("select tenant_id from generation where id = ?", id) + "/" + id);
        assertThat(new String(store.get(key).orElseThrow(), StandardCharsets.UTF_8))
                .contains(image)
                .contains("\"duration\":5");
    }

    @Test
    void anInputBelowTheTenantsPrefixStaysAnAddressInTheBucket() {
        UUID id = Client.id(ACME.submitInput("""
                {"prompt": "a", "image_url": "s3://acme-media/stills/a.png"}"""));

        assertThat(tables.text("select input ->> 'image_url' from generation_input where generation_id = ?", id))
                .isEqualTo("s3://acme-media/stills/a.png");
    }

    @Test
    void aModelsIdMayComeWithEncodedSlashes() {
        ACME.call()
                .contentType("application/json")
                .body(Client.INPUT)
                .post("/v1/models/luma%2Fray-2%2Fimage-to-video")
                .then()
                .statusCode(202);
    }

    @Test
    void anExplicitNullIsAsGoodAsAbsent() {
        ACME.submit("""
                {"model": "%s", "input": %s, "providers": null, "webhook_url": null, "metadata": null, "priority": null,
                 "start_by": null, "finish_by": null, "on_unknown": null}""".formatted(Client.MODEL, Client.INPUT)).then().statusCode(202);
    }
}
