package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Records;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class EstimateIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Tables tables;

    @Inject
    Records records;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static Response ask(String body) {
        return ACME.call().contentType("application/json").body(body).post("/v1/requests/estimate");
    }

    private static String envelope(String input, String terms) {
        return "{\"model\": \"" + MODEL + "\", \"input\": {\"prompt\": \"a\", \"image_url\": "
                + "\"https://cdn.example.com/a.png\"" + input + "}" + terms + "}";
    }

    private static JsonPath estimate(String input, String terms) {
        return ask(envelope(input, terms)).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void whoWouldBeAskedIsToldWithPriceAndTime() {
        JsonPath estimate = estimate(", \"resolution\": \"720p\"", "");

        assertThat(estimate.getString("model")).isEqualTo(MODEL);
        assertThat(estimate.getList("candidates.provider")).isEqualTo(List.of("fal", "runcomfy"));
        assertThat(estimate.getString("candidates[0].offering"))
                .isEqualTo("fal:fal-ai/luma-dream-machine/ray-2/image-to-video");
        assertThat(estimate.getDouble("candidates[0].price.amount")).isEqualTo(1.0);
        assertThat(estimate.getString("candidates[0].price.currency")).isEqualTo("USD");
        assertThat(estimate.getString("candidates[0].price.as_of")).isEqualTo("2026-08-31");
        assertThat(estimate.getString("candidates[0].price.source")).startsWith("https://fal.ai/");
        assertThat(estimate.getDouble("candidates[0].expected_seconds")).isEqualTo(100.0);
        assertThat(estimate.<Map<String, Object>>get("candidates[1]"))
                .as("an unknown price is told as such")
                .containsEntry("price", null);
    }

    @Test
    void whoCannotServeItIsToldWithTheReasons() {
        JsonPath estimate = estimate(", \"duration\": 9", ", \"providers\": [\"runcomfy\", \"fal\"]");

        assertThat(estimate.getList("candidates.provider")).isEqualTo(List.of("fal"));
        assertThat(estimate.getList("unfit.provider")).isEqualTo(List.of("runcomfy"));
        assertThat(estimate.getString("unfit[0].reasons[0].pointer")).isEqualTo("/input/duration");
        assertThat(estimate.getString("unfit[0].reasons[0].message")).startsWith("must be 5");
    }

    @Test
    void everyDifferenceIsTold() {
        JsonPath estimate = estimate(", \"duration\": 10", ", \"prefer\": \"cheapest\", \"allow_nearest\": true");

        assertThat(estimate.getList("candidates.provider")).isEqualTo(List.of("fal", "runcomfy"));
        assertThat(estimate.getList("candidates[0].differences"))
                .isEqualTo(List.of(Map.of("pointer", "/duration", "asked", 10, "gets", 9)));
        assertThat(estimate.getDouble("candidates[0].price.amount"))
                .as("of the nine seconds")
                .isEqualTo(1.0);
    }

    @Test
    void nothingIsAccepted() {
        long before = records.count();

        estimate("", "");

        assertThat(tables.traces()).isZero();
        assertThat(records.count()).isEqualTo(before);
    }

    @Test
    void whatWouldBeRefusedIsRefusedInTheSameWords() {
        for (String body : List.of(
                envelope(", \"duration\": 6", ", \"prefer\": \"nicest\""),
                envelope(", \"duration\": 10", ""),
                envelope("", "").replace(MODEL, "luma/ray2"),
                "{")) {
            Response answer = ask(body);
            Response submitted = ACME.submit(body);

            assertThat(answer.statusCode()).isEqualTo(submitted.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(answer.asString()).isEqualTo(submitted.asString());
        }
    }

    @Test
    void everyExampleIsAnsweredAsDescribed() throws JsonProcessingException {
        JsonNode description = Description.read();
        JsonNode examples =
                description.at("/paths/~1v1~1requests~1estimate/post/requestBody/content/application~1json/examples");
        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            Response answer = ask(example.get("value").toString());
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(Description.complaints(description, "Envelope", example.get("value")))
                    .isEmpty();
            assertThat(Description.complaints(description, "Estimate", JSON.readTree(answer.asString())))
                    .isEmpty();
        }
    }
}
