package dev.reelay.api.webhook;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the description says of webhooks is true. */
@QuarkusTest
@WithTestResource(Servers.class)
class DescribedWebhooksIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Tables tables;

    private JsonNode description;

    @BeforeEach
    void read() throws JsonProcessingException {
        tables.clear();
        description = Description.read();
    }

    @Test
    void everyExampleIsTakenAndAnsweredAsDescribed() throws JsonProcessingException {
        JsonNode examples = examples("~1v1~1webhooks");
        assertThat(examples).hasSize(2);
        for (JsonNode example : examples) {
            assertOf("WebhookDraft", example.get("value"));
            assertOf("Webhook", post("/v1/webhooks", example.get("value").toString(), 201));
        }
        String hook = "/v1/webhooks/" + tables.text("select max(id::text) from webhook_endpoint where url is not null");
        assertOf("Webhook", post(hook + "/rotate", "", 200));
        assertOf("WebhookTest", post(hook + "/test", "", 202));
        tables.position();
        assertOf("Webhooks", get("/v1/webhooks"));
        assertOf("DeliveryPage", get(hook + "/deliveries"));
        String delivery = "/v1/deliveries/" + tables.text("select id from delivery");
        assertOf("Delivery", get(delivery));
        assertOf("Redelivery", post(delivery + "/redeliver", "", 202));
        for (JsonNode example : examples("~1v1~1webhooks~1{id}~1replay")) {
            assertOf("Replayed", post(hook + "/replay", example.get("value").toString(), 200));
        }
    }

    private JsonNode examples(String path) {
        return description.at("/paths/" + path + "/post/requestBody/content/application~1json/examples");
    }

    private void assertOf(String schema, JsonNode document) {
        assertThat(Description.complaints(description, schema, document)).isEmpty();
    }

    private static JsonNode get(String address) throws JsonProcessingException {
        return JSON.readTree(
                ACME.call().get(address).then().statusCode(200).extract().asString());
    }

    private static JsonNode post(String address, String body, int status) throws JsonProcessingException {
        RequestSpecification call = ACME.call();
        return JSON.readTree(
                (body.isEmpty() ? call : call.contentType("application/json").body(body))
                        .post(address)
                        .then()
                        .statusCode(status)
                        .extract()
                        .asString());
    }
}
