package dev.reelay.api.budget;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets and reports are as they are described. */
@QuarkusTest
@WithTestResource(Servers.class)
class DescribedMoneyIT {
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
    void everyExampleOfABudgetIsTakenAndAnsweredAsDescribed() throws JsonProcessingException {
        JsonNode examples = examples("~1v1~1budgets/post");
        assertThat(examples).hasSize(2);
        for (JsonNode example : examples) {
            assertOf("BudgetDraft", example.get("value"));
            Response made = body(example).post("/v1/budgets");
            assertThat(made.statusCode()).isEqualTo(201);
            assertOf("Budget", JSON.readTree(made.asString()));
        }
        assertOf("Budgets", get("/v1/budgets"));
        String budget = "/v1/budgets/" + tables.text("select max(id::text) from budget");
        for (JsonNode example : examples("~1v1~1budgets~1{id}/patch")) {
            assertOf("BudgetChange", example.get("value"));
            assertOf("Budget", JSON.readTree(body(example).patch(budget).asString()));
        }
    }

    @Test
    void reportsAndRefusalsAreOfTheirSchemas() throws JsonProcessingException {
        UUID id = ACME.accepted();
        UUID attempt = tables.claim(id);
        tables.update("update attempt set state = 'SUCCEEDED', cost = 0.7 where id = ?", attempt);
        assertOf("Request", get("/v1/requests/" + id));
        assertOf("Spend", get("/v1/spend?by=provider,offering,model,key,batch,day,kind"));
        assertOf("Drift", get("/v1/spend/drift"));
        ACME.call()
                .contentType("application/json")
                .body("{\"name\": \"none\", \"period\": \"day\", \"amount\": 0, \"when_spent\": \"refuse\"}")
                .post("/v1/budgets");

        Response refused = ACME.submitInput(Client.INPUT);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertOf("Problem", JSON.readTree(refused.asString()));
    }

    private static RequestSpecification body(JsonNode example) {
        return ACME.call()
                .contentType("application/json")
                .body(example.get("value").toString());
    }

    private JsonNode examples(String operation) {
        return description.at("/paths/" + operation + "/requestBody/content/application~1json/examples");
    }

    private void assertOf(String schema, JsonNode document) {
        assertThat(Description.complaints(description, schema, document)).isEmpty();
    }

    private static JsonNode get(String address) throws JsonProcessingException {
        return JSON.readTree(
                ACME.call().get(address).then().statusCode(200).extract().asString());
    }
}
