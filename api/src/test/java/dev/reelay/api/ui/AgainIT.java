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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request and its terms: as its page tells them, run again, and taken back to the playground. */
@QuarkusTest
@WithTestResource(Servers.class)
class AgainIT {
    private static final String TERMS = """
            {"model": "%s", "input": %s, "providers": ["runcomfy", "fal"], "prefer": "cheapest", "allow_nearest": true,
             "webhook_url": "https://hooks.example.com/told", "webhook_events": ["generation.accepted", "generation.failed"],
             "metadata": {"order": "<b>1041</b>"}, "priority": 5, "start_by": "2098-01-01T00:00:00Z",
             "finish_by": "2099-01-01T00:00:00Z", "on_unknown": "hold"}""".formatted(Client.MODEL, Client.INPUT);

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

    private static UUID withTerms() {
        return Client.id(ACME.submit(TERMS).then().statusCode(202).extract().response());
    }

    private Response again(UUID id) {
        Response answer = visitor.acts().post("/ui/requests/" + id + "/again");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
        return answer;
    }

    private int different(String columns) {
        return tables.count("select count(distinct (" + columns + "))::int from generation");
    }

    @Test
    void runningAgainKeepsAllTerms() {
        again(withTerms());

        assertThat(tables.count("select count(*)::int from generation")).isEqualTo(2);
        assertThat(different("model, providers, prefer, allow_nearest, webhook_url, webhook_types, metadata, priority,"
                        + " start_by, finish_by, on_unknown, facade"))
                .isEqualTo(1);
        assertThat(tables.count("select count(distinct input)::int from generation_input"))
                .isEqualTo(1);
    }

    @Test
    void whatCameInAProvidersFormIsToldInItAgainAndADeadlineOfThePastIsLeftOut() {
        UUID id = withTerms();
        tables.update("update generation set facade = 'fal', start_by = now() - interval '1 h' where id = ?", id);

        String next = again(id).header("HX-Redirect");

        assertThat(different("facade, finish_by")).isEqualTo(1);
        assertThat(tables.count("select count(start_by)::int from generation")).isEqualTo(1);
        assertThat(visitor.page(next)).contains("a request to fal", "https://hooks.example.com/told");
        assertThat(visitor.page("/ui/playground?from=" + id))
                .contains("A deadline that has passed is left out.", "told in the form of fal, and is left out")
                .doesNotContain("https://hooks.example.com/told");
    }

    @Test
    void thePageOfARequestTellsItsTerms() {
        String page = visitor.page("/ui/requests/" + withTerms());

        assertThat(page)
                .contains("runcomfy, then fal", "cheapest, or the nearest that is offered", "Finish by")
                .contains("https://hooks.example.com/told", "of generation.accepted, generation.failed")
                .contains("&lt;b&gt;1041&lt;/b&gt;");
    }

    @Test
    void thePlaygroundIsFilledInAsTheRequestWas() {
        UUID id = withTerms();

        String page = visitor.page("/ui/playground?from=" + id);

        assertThat(page)
                .contains("<details id=\"terms\" open>", "value=\"runcomfy,fal\" checked", "runcomfy, then fal")
                .contains("value=\"cheapest\" checked", "name=\"term:allow_nearest\" value=\"true\" checked")
                .contains(
                        "value=\"hold\" checked",
                        "name=\"term:priority\" inputmode=\"numeric\" autocomplete=\"off\" value=\"5\"")
                .contains("value=\"2098-01-01T00:00:00Z\"", "value=\"2099-01-01T00:00:00Z\"")
                .contains("value=\"https://hooks.example.com/told\"", "value=\"generation.failed\" checked")
                .contains("&lt;b&gt;1041&lt;/b&gt;")
                .doesNotContain("<b>1041");
        assertThat(visitor.page("/ui/playground")).contains("<details id=\"terms\">");
        assertThat(visitor.looks()
                        .get("/ui/playground?from=" + UUID.randomUUID())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void termsThatAreFilledInAreAskedForAndWrongOnesAreTold() {
        Response run = visitor.acts()
                .formParams(Map.of(
                        "model", Client.MODEL, "input:prompt", "x", "input:image_url", "https://example.com/a.jpg"))
                .formParam("term:provider", "runcomfy,fal")
                .formParam("term:priority", "-3")
                .formParam("term:webhook_url", "https://hooks.example.com/told")
                .formParam("term:webhook_events", "generation.accepted", "generation.failed")
                .formParam("term:metadata", "{\"order\": \"7\"}")
                .formParam("term:finish_by", "2099-01-01T00:00:00Z")
                .post("/ui/playground/run");
        Response wrong = visitor.acts()
                .formParams(Map.of(
                        "model", Client.MODEL, "term:priority", "much", "term:metadata", "{", "term:finish_by", "soon"))
                .post("/ui/playground/check");

        assertThat(run.statusCode()).as(run.asString()).isEqualTo(200);
        assertThat(tables.text(
                        "select priority || ' ' || array_to_string(providers, ',') || ' ' || (metadata ->> 'order')"
                                + " || ' ' || array_to_string(webhook_types, ',') from generation"))
                .isEqualTo("-3 runcomfy,fal 7 generation.accepted,generation.failed");
        assertThat(wrong.asString()).contains("/priority", "/metadata", "/finish_by");
    }

    @Test
    void aDeliveryNamesWhereItGoes() {
        ACME.call()
                .contentType("application/json")
                .body("{\"url\": \"https://hooks.example.com/all\", \"description\": \"the shop\"}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201);
        UUID id = withTerms();
        tables.position();

        assertThat(visitor.page("/ui/requests/" + id))
                .contains(">its webhook_url</a><span class=\"sub\">https://hooks.example.com/told</span>")
                .containsPattern("<a href=\"/ui/webhooks/[0-9a-f-]{36}\">https://hooks.example.com/all</a>")
                .contains("the shop");
        tables.update("delete from webhook_endpoint where url is not null");
        assertThat(visitor.page("/ui/requests/" + id)).contains("a webhook that was removed");
    }

    @Test
    void anImageIsShownAsOneAndSvgNotAtAll() {
        UUID id = ACME.accepted();
        tables.complete(id, "results/" + id + "/", 1);
        for (String part : new String[] {"", "/way", "/stage"}) {
            tables.update("update artifact set media_type = 'video/mp4'");
            assertThat(visitor.page("/ui/requests/" + id + part)).contains("<video id=\"result\"");
            tables.update("update artifact set media_type = 'image/png'");
            assertThat(visitor.page("/ui/requests/" + id + part))
                    .contains("<img id=\"result\"")
                    .doesNotContain("<video");
            tables.update("update artifact set media_type = 'image/svg+xml'");
            assertThat(visitor.page("/ui/requests/" + id + part))
                    .contains("image/svg+xml, which is not shown here")
                    .doesNotContain("id=\"result\"");
        }
    }

    @Test
    void anAttemptThatIsUnknownYetIsToldApartFromOneThatIsWaitedFor() {
        UUID id = ACME.accepted();
        tables.unknown(tables.claim(id));
        tables.update(
                "update generation set state = 'COMPLETED', error_class = null, error_message = null where id = ?", id);

        assertThat(visitor.page("/ui/requests/" + id))
                .containsPattern("Attempt 1 at [a-z]+ is still unknown")
                .contains("Nothing has to be done: the request is completed, and stays so.", "may bill")
                .doesNotContain("What did you find?", "value=\"resubmit\"");
        Response settled = visitor.acts()
                .formParam("outcome", "accepted")
                .formParam("provider_request_id", "theirs")
                .post("/ui/requests/" + id + "/attempts/1/settle");
        assertThat(settled.statusCode()).as(settled.asString()).isEqualTo(204);
        assertThat(visitor.page("/ui/requests/" + id)).doesNotContain("is still unknown");
    }
}
