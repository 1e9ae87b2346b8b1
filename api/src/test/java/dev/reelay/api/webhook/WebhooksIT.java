package dev.reelay.api.webhook;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Servers.class)
class WebhooksIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void aSecretIsToldOnceAndLiesSealed() {
        Response made = make("""
                {"url": "https://hooks.example.com/in", "headers": {"Authorization": "Bearer hush"}}""");
        String secret = made.path("secret");

        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(made.header("Location")).endsWith("/v1/webhooks/" + made.path("id"));
        Response read = ACME.call().get("/v1/webhooks/" + made.path("id"));
        assertThat(read.<String>path("secret")).isNull();
        assertThat(read.<List<String>>path("headers")).containsExactly("authorization");
        assertThat(read.asString()).doesNotContain("hush");
        assertThat(
                        tables.text(
                                "select encode(secret, 'escape') || encode(headers, 'escape') from webhook_endpoint where url is not null"))
                .doesNotContain("hush")
                .doesNotContain(secret.substring(6));
    }

    @Test
    void aWebhookIsChangedInPartDisabledEnabledAndRemoved() {
        String hook = "/v1/webhooks/" + make("""
                {"url": "https://hooks.example.com/in", "types": ["generation.completed"], "description": "one"}""").path("id");

        Response changed = patch(hook, "{\"description\": \"\", \"enabled\": false}");
        assertThat(changed.<String>path("description")).isNull();
        assertThat(changed.<Boolean>path("enabled")).isFalse();
        assertThat(changed.<String>path("disabled_reason")).isEqualTo("owner");
        assertThat(changed.<List<String>>path("types")).containsExactly("generation.completed");
        assertThat(patch(hook, "{\"enabled\": true}").<Boolean>path("enabled")).isTrue();
        assertThat(ACME.call().delete(hook).statusCode()).isEqualTo(204);
        assertThat(ACME.call().get(hook).<String>path("type")).isEqualTo("urn:reelay:problem:unknown-webhook");
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        String hook = "/v1/webhooks/"
                + make("{\"url\": \"https://hooks.example.com/in\"}").path("id");
        Client other = new Client(tenants.issueKey(tenants.ensure("other-hooks", List.of()), "test")
                .clear());
        for (Response refused : List.of(
                other.call().get(hook),
                other.call().delete(hook),
                other.call().post(hook + "/rotate"),
                other.call().post(hook + "/test"),
                other.call().get(hook + "/deliveries"),
                other.call().contentType("application/json").body("{}").patch(hook),
                other.call().contentType("application/json").body("{}").post(hook + "/replay"))) {
            assertThat(refused.statusCode()).isEqualTo(404);
        }
        assertThat(other.call().get("/v1/webhooks").<List<?>>path("webhooks")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | /url                 | is missing
            {"url": 7}                                                      | /url                 | must be a string
            {"url": "http://hooks.example.com/"}                            | /url                 | https
            {"url": "https://127.0.0.1/"}                                   | /url                 | not public
            {"url": "https://hooks.example.com:22/"}                        | /url                 | port 22
            {"url": "https://a@hooks.example.com/"}                         | /url                 | user name
            {"url": "https://h.example.com/", "types": ["nothing"]}         | /types               | generation.completed
            {"url": "https://h.example.com/", "headers": {"Host": "x"}}     | /headers             | set by the delivery
            {"url": "https://h.example.com/", "headers": {"a": 1}}          | /headers             | string
            {"url": "https://h.example.com/", "retry_after_seconds": [0]}   | /retry_after_seconds | from 1
            {"url": "https://h.example.com/", "enabled": "no"}              | /enabled             | true or false
            {"url": "https://h.example.com/", "typos": []}                  | /typos               | types
            """)
    void whatIsWrongIsNamed(String body, String pointer, String says) {
        Response refused =
                ACME.call().contentType("application/json").body(body).post("/v1/webhooks");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo(pointer);
        assertThat(refused.<String>path("errors[0].message")).contains(says);
        assertThat(tables.count("select count(*) from webhook_endpoint where url is not null"))
                .isZero();
    }

    @Test
    void theSecretForTheUrlsOfRequestsIsGotByRotating() {
        Response requests = ACME.call().get("/v1/webhooks/requests");
        assertThat(requests.<String>path("kind")).isEqualTo("requests");
        String rotate = "/v1/webhooks/requests/rotate";
        assertThat(ACME.call().post(rotate).<String>path("secret")).startsWith("whsec_");
        assertThat(post(rotate, "{\"keep_old_for_seconds\": 0}").statusCode()).isEqualTo(200);
        assertThat(
                        tables.count(
                                "select count(*) from webhook_endpoint where url is null and old_secret_until > clock_timestamp()"))
                .isZero();
        assertThat(post(rotate, "{\"keep_old_for_seconds\": -1}").<String>path("errors[0].pointer"))
                .isEqualTo("/keep_old_for_seconds");
        assertThat(post(rotate, "{\"keep\": 1}").<String>path("errors[0].message"))
                .contains("keep_old_for_seconds");
        assertThat(ACME.call().post("/v1/webhooks/requests/test").statusCode()).isEqualTo(404);
    }

    @Test
    void aRequestNamesItsOwnUrlAndItsEvents() {
        UUID id = Client.id(ACME.submit("""
                {"model": "%s", "input": %s, "webhook_url": "https://hooks.example.com/one",
                 "webhook_events": ["generation.accepted"]}""".formatted(Client.MODEL, Client.INPUT)));
        tables.position();
        assertThat(ACME.get(id, "").<List<String>>path("terms.webhook_events")).containsExactly("generation.accepted");
        Response log = ACME.call().get("/v1/webhooks/requests/deliveries");
        assertThat(log.<List<String>>path("deliveries.type")).containsExactly("generation.accepted");
        assertThat(log.<String>path("deliveries[0].subject_id")).isEqualTo(id.toString());

        Response refused = ACME.submit("""
                {"model": "%s", "input": %s, "webhook_events": ["generation.accepted"]}""".formatted(Client.MODEL, Client.INPUT));
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/webhook_events");
    }

    @Test
    void theLogIsPagedAndTellsEveryTry() {
        String hook = "/v1/webhooks/"
                + make("{\"url\": \"https://hooks.example.com/in\"}").path("id");
        for (int i = 0; i < 5; i++) {
            ACME.accepted();
        }
        tables.position();
        Response first = ACME.call().get(hook + "/deliveries?limit=3");
        Response second = ACME.call().get(hook + "/deliveries?limit=3&cursor=" + first.path("next_cursor"));
        assertThat(first.<List<?>>path("deliveries")).hasSize(3);
        assertThat(second.<List<?>>path("deliveries")).hasSize(2);
        assertThat(second.<String>path("next_cursor")).isNull();
        assertThat(ACME.call().get(hook + "/deliveries?state=lost").<String>path("errors[0].parameter"))
                .isEqualTo("state");

        String id = first.path("deliveries[0].id");
        tables.text("select keep_tries(?::jsonb, interval '5 days')", """
                [{"delivery_id": "%s", "endpoint_id": "%s", "at": "2026-01-01T00:00:00Z", "latency_ms": 7, "status": 500,
                  "error": "HTTP 500", "excerpt": "oh", "outcome": "retry", "retry_in": 60}]""".formatted(
                        id, first.path("deliveries[0].webhook_id")));
        Response one = ACME.call().get("/v1/deliveries/" + id);
        assertThat(one.<Integer>path("tries[0].status")).isEqualTo(500);
        assertThat(one.<String>path("tries[0].response")).isEqualTo("oh");
        assertThat(one.<String>path("next_try_at")).isNotNull();
        assertThat(ACME.call().get(hook).<String>path("failing_since")).isNotNull();
        assertThat(ACME.call().post("/v1/deliveries/" + id + "/redeliver").statusCode())
                .isEqualTo(202);
        assertThat(ACME.call().get("/v1/deliveries/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aReplayIsCountedBeforeItIsMade() {
        ACME.accepted();
        ACME.accepted();
        tables.position();
        String replay = "/v1/webhooks/"
                + make("{\"url\": \"https://hooks.example.com/in\"}").path("id") + "/replay";

        Response count = post(replay, "{}");
        assertThat(count.statusCode()).isEqualTo(200);
        assertThat(count.<Integer>path("events")).isEqualTo(2);
        assertThat(count.<Boolean>path("queued")).isFalse();
        assertThat(post(replay, "{\"confirm\": 3}").<String>path("errors[0].pointer"))
                .isEqualTo("/confirm");
        assertThat(tables.count("select count(*) from delivery_due")).isZero();
        assertThat(post(replay, "{\"confirm\": 2}").statusCode()).isEqualTo(202);
        assertThat(tables.count("select count(*) from delivery_due")).isEqualTo(2);
        assertThat(post(replay, "{}").<Integer>path("events")).isZero();
        assertThat(post(replay, "{\"missing_only\": false}").<Integer>path("events"))
                .isEqualTo(2);
        assertThat(post(replay, "{\"sincee\": 1}").<String>path("errors[0].message"))
                .contains("since");
    }

    private static Response make(String body) {
        Response made = post("/v1/webhooks", body);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made;
    }

    private static Response post(String address, String body) {
        return ACME.call().contentType("application/json").body(body).post(address);
    }

    private static Response patch(String address, String body) {
        return ACME.call()
                .contentType("application/json")
                .body(body)
                .patch(address)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }
}
