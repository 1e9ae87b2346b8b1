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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A form made from a schema, checked as the api checks, and run as any other request. */
@QuarkusTest
@WithTestResource(Servers.class)
class PlaygroundIT {
    private static final Map<String, String> SAMPLE = Map.of(
            "model", Client.MODEL,
            "input:prompt", "It's a \"keeper\"",
            "input:image_url", "https://cdn.example.com/first.jpg",
            "input:duration", "9",
            "input:loop", "true",
            "term:prefer", "cheapest");

    @Inject
    Tables tables;

    private Visitor visitor;

    @BeforeEach
    void begin() {
        tables.clear();
        visitor = Visitor.with(ACME);
    }

    private Response post(String what, Map<String, String> filled) {
        return visitor.acts().formParams(filled).post("/ui/playground/" + what);
    }

    @Test
    void theFormFollowsTheSchema() {
        String page = visitor.page("/ui/playground?model=" + Client.MODEL);

        assertThat(page)
                .contains("name=\"input:prompt\"", "role=\"switch\" name=\"input:loop\"")
                .contains("value=\"540p\" checked", "<option value=\"21:9\"", "data-preview=\"see-image_url\"");
    }

    @Test
    void everyModelHasAForm() {
        String page = visitor.page("/ui/playground");
        java.util.regex.Pattern.compile("<option value=\"([a-z0-9]+/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .forEach(model -> assertThat(visitor.page("/ui/playground?model=" + model))
                        .contains("name=\"input:"));
    }

    @Test
    void anEstimateSaysWhoCanAndWhyOthersCannot() {
        String outlook = post("check", SAMPLE).asString();

        assertThat(outlook).contains("asked first", "1.00 USD", "cannot", "id=\"code-curl\"");
        assertThat(outlook).contains("-b &quot;$KAFKA_BOOTSTRAP_SERVERS&quot; -t reelay.requests");
        assertThat(outlook).contains("It&#39;\\&#39;&#39;s a", "&quot;duration&quot; : 9");
    }

    @Test
    void whatIsWrongIsToldAtItsField() {
        Response answer = post(
                "check", Map.of("model", Client.MODEL, "input:prompt", "x", "input:image_url", "ftp://example.com"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("id=\"wrong-image_url\" hx-swap-oob=\"true\">Must be an https or s3 address")
                .contains("id=\"wrong-prompt\" hx-swap-oob=\"true\"></span>");
        assertThat(tables.traces()).isZero();
    }

    @Test
    void aRunIsARequestLikeAnyOther() {
        Response answer = post("run", SAMPLE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("data-live=\"/ui/live/", "in queue");
        assertThat(tables.text("select input ->> 'prompt' from generation_input"))
                .isEqualTo("It's a \"keeper\"");
        assertThat(tables.text("select input ->> 'duration' from generation_input"))
                .isEqualTo("9");
        assertThat(tables.text("select prefer from generation")).isEqualTo("cheapest");
    }

    @Test
    void aRunThatIsRefusedSaysWhy() {
        Response answer = post("run", Map.of("model", Client.MODEL));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.header("HX-Retarget")).isEqualTo("#objection");
        assertThat(answer.asString()).contains("/input/prompt");
    }
}
