package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages say is what is so: of images, rests, budgets, batches and deliveries. */
@QuarkusTest
@WithTestResource(Servers.class)
class ShownIT {
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000000d4948445200000001");
    private static final String TYPED = "A typed prompt";

    @Inject
    Tables tables;

    private Visitor visitor;

    @BeforeEach
    void begin() {
        tables.clear();
        visitor = Visitor.with(ACME);
    }

    @AfterEach
    void end() {
        tables.clear();
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    @ParameterizedTest
    @CsvSource({"luma/ray-2-i2v,image", "luma-ray-img-2-video,start_frame", "fal-ai/ltx-2/image-to-video/fast,image_url"
    })
    void everyImageOfAFormCanBeUploaded(String model, String field) {
        assertThat(visitor.page("/ui/playground?model=" + model))
                .contains("/ui/playground/upload/" + field + "\"", "data-preview=\"see-" + field + "\"");
    }

    @Test
    void anUploadIsSeenOnItsRequestAndWhenItIsChanged() {
        String kept = visitor.acts()
                .multiPart("image", "a.png", PNG)
                .post("/ui/playground/upload/image_url")
                .asString();
        String address = found("value=\"(s3://[^\"]+)\"", kept);
        String object = address.substring(address.lastIndexOf('/') + 1);
        visitor.acts()
                .formParams(Map.of("model", Client.MODEL, "input:prompt", "x", "input:image_url", address))
                .post("/ui/playground/run");
        String id = tables.text("select id from generation");

        assertThat(visitor.page("/ui/requests/" + id))
                .containsPattern("<img class=\"preview\" src=\"https?://[^\"]+" + object + "[?][^\"]+X-Amz-Signature");
        assertThat(visitor.page("/ui/playground?from=" + id))
                .containsPattern("data-shown=\"https?://[^\"]+" + object + "[?][^\"]+X-Amz-Signature");
    }

    @Test
    void anotherModelKeepsWhatWasTyped() {
        String other = "fal-ai/ltx-2/image-to-video/fast";
        Response answer = visitor.acts()
                .formParams(Map.of(
                        "model",
                        other,
                        "was",
                        Client.MODEL,
                        "input:prompt",
                        TYPED,
                        "input:resolution",
                        "720p",
                        "input:duration",
                        "10",
                        "term:priority",
                        "3"))
                .post("/ui/playground/model");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("HX-Push-Url")).contains("/ui/playground?model=fal-ai");
        assertThat(answer.asString())
                .contains(">" + TYPED + "</textarea>", "name=\"was\" value=\"" + other + "\"")
                .contains("value=\"1080p\" checked", "name=\"term:priority\"")
                .contains("<option value=\"10\" selected");
        assertThat(answer.asString().split("value=\"25\"", -1)).hasSize(2);
    }

    @Test
    void aRestWithoutAReasonIsNoNull() {
        tables.update("update account set cooldown_until = now() + interval '1 min', cooldown_reason = null");
        assertThat(visitor.page("/ui/providers"))
                .contains("It rests, as it asked, until")
                .doesNotContain("null");
        assertThat(ACME.call().get("/v1/accounts").asString()).doesNotContain("null");

        tables.update("update account set cooldown_reason = 'rate_limited'");
        assertThat(visitor.page("/ui/providers"))
                .contains("It asked for a rest (rate limited) until", "account: cools down")
                .doesNotContain("rate_limited", "<span class=\"state ok\">in use");
    }

    @Test
    void aBudgetIsToldByItsNameAndByHowMuchItIsOver() {
        for (String name : List.of("Spring", "Summer")) {
            ACME.call()
                    .contentType("application/json")
                    .body("{\"name\": \"" + name
                            + "\", \"amount\": 10, \"period\": \"month\", \"when_spent\": \"hold\"}")
                    .post("/v1/budgets")
                    .then()
                    .statusCode(201);
        }
        tables.update("""
                insert into budget_use (budget_id, period_start, spent)
                select id, date_trunc('month', now() at time zone 'UTC')::date, 41.34 from budget where name = 'Summer'
                on conflict (budget_id, period_start) do update set spent = excluded.spent""");

        assertThat(visitor.page("/ui/providers"))
                .contains(">Spring<", ">Summer<", "each month", "over by 31.34")
                .doesNotContain("-31.34");
    }

    @Test
    void aBatchTellsItsTermsAndWhatItWaitsFor() {
        Response sent = visitor.acts()
                .multiPart(
                        "lines",
                        "{\"model\": \"" + Client.MODEL
                                + "\", \"input\": {\"prompt\": \"x\", \"image_url\": \"https://cdn.example.com/a.jpg\"}}\n")
                .multiPart("name", "Spring")
                .multiPart("concurrency", "2")
                .multiPart("budget", "0.25")
                .post("/ui/batches");

        Awaitility.await()
                .untilAsserted(() -> assertThat(tables.count("select count(*)::int from generation"))
                        .isEqualTo(1));
        tables.update("""
                update generation set waiting = false, held_by = (select id from budget where batch_id is not null)""");

        assertThat(visitor.page(sent.header("HX-Redirect")))
                .contains("<dt>Name</dt><dd>Spring", "<dt>Open at once</dt><dd>2", "0.25 USD")
                .contains("held by a budget that has no room for them")
                .doesNotContain(" left</p>");
    }

    @Test
    void aFaultyManifestIsToldInTheWordsOfTheForm() {
        assertThat(visitor.acts()
                        .multiPart("lines", "{\"model\": \"none\"}\n{\"model\": \"none\"}\n")
                        .post("/ui/batches")
                        .asString())
                .contains("Nothing was accepted")
                .doesNotContain("Idempotency-Key", "accept_valid");
    }

    @Test
    void aDeliveryLeadsToItsRequestAndShowsItsPayload() {
        visitor.acts().formParam("url", "https://hooks.example.com/in").post("/ui/webhooks");
        UUID id = ACME.accepted();
        tables.position();
        String delivery = tables.text(
                "select d.id from delivery d where d.subject_id = ? and d.type = 'generation.accepted'", id);

        assertThat(visitor.page("/ui/deliveries/" + delivery))
                .contains("href=\"/ui/requests/" + id + "\"", "&quot;subject&quot; : &quot;generation/" + id);
    }
}
