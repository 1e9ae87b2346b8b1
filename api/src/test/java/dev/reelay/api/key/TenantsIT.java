package dev.reelay.api.key;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Servers.class)
class TenantsIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
        tables.update("delete from api_key where label <> 'bootstrap'");
        tables.update("delete from tenant where name = 'globex'");
        tables.update("update tenant set weight = 1, suspended_at = null, per_second = null, burst = null");
    }

    private static Response make(String body) {
        return ACME.call().contentType("application/json").body(body).post("/v1/tenants");
    }

    private static Client globex() {
        make("{\"name\": \"globex\"}").then().statusCode(201);
        return new Client(ACME.call()
                .contentType("application/json")
                .body("{\"name\": \"first\", \"tenant\": \"globex\"}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key"));
    }

    @Test
    void aTenantIsMadeAndHasItsFirstKey() throws JsonProcessingException {
        Response made = make("""
                {"name": "globex", "weight": 2.5, "input_prefixes": ["s3://globex-media/stills/"],
                 "rate_limit": {"per_second": 10, "burst": 20}}""");

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(Description.complaints("Tenant", made)).isEmpty();
        assertThat(make("{\"name\": \"globex\"}").<String>path("type")).endsWith("tenant-exists");
        Response all = ACME.call().get("/v1/tenants");
        assertThat(Description.complaints("Tenants", all)).isEmpty();
        assertThat(all.<List<String>>path("tenants.name")).contains("acme", "globex");
        Response one = ACME.call().get("/v1/tenants/globex");
        assertThat(one.<Float>path("weight")).isEqualTo(2.5f);
        assertThat(one.<List<String>>path("input_prefixes")).containsExactly("s3://globex-media/stills/");
        assertThat(one.<Integer>path("keys")).isZero();
    }

    @Test
    void aTenantIsChangedInWhatIsNamed() {
        globex();

        Response changed = ACME.patch(
                "/v1/tenants/globex",
                "{\"weight\": 3, \"input_prefixes\": [\"s3://globex/in/\"], \"rate_limit\": {\"per_second\": 1, \"burst\": 2}}");

        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        changed = ACME.patch("/v1/tenants/globex", "{\"input_prefixes\": []}");
        assertThat(changed.<Float>path("weight")).isEqualTo(3f);
        assertThat(changed.<List<String>>path("input_prefixes")).isEmpty();
        assertThat(changed.<Integer>path("rate_limit.burst")).isEqualTo(2);
        assertThat(ACME.patch("/v1/tenants/globex", "{\"rate_limit\": null}").<Object>path("rate_limit"))
                .isNull();
    }

    @Test
    void resultsGoToABucketThatExistsOrToNone() throws JsonProcessingException {
        Response made = make("{\"name\": \"globex\", \"results\": {\"bucket\": \"acme-media\"}}");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(Description.complaints("Tenant", made)).isEmpty();
        assertThat(made.<String>path("results.bucket")).isEqualTo("acme-media");

        Response changed = ACME.patch("/v1/tenants/globex", "{\"results\": {\"prefix\": \"films/2026/\"}}");
        assertThat(changed.<String>path("results.prefix")).isEqualTo("films/2026/");
        assertThat(changed.<String>path("results.bucket")).isNull();
        assertThat(ACME.patch("/v1/tenants/globex", "{\"weight\": 2}").<String>path("results.prefix"))
                .isEqualTo("films/2026/");
        Response unknown = ACME.patch("/v1/tenants/globex", "{\"results\": {\"bucket\": \"nobodys\"}}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.asString()).contains("/results/bucket");
        assertThat(ACME.patch("/v1/tenants/globex", "{\"results\": null}").<Object>path("results"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "[]",
                "\"films/\"",
                "{\"bucket\": 1}",
                "{\"bucket\": \"Films\"}",
                "{\"prefix\": \"/films/\"}",
                "{\"prefix\": \"films\"}",
                "{\"prefix\": \"../films/\"}",
                "{\"prefix\": \"films/\", \"region\": \"eu\"}"
            })
    void whatIsNoPlaceIsRefused(String results) {
        Response refused = make("{\"name\": \"globex\", \"results\": " + results + "}");

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.asString()).contains("/results");
    }

    @Test
    void theKeysOfASuspendedTenantOpenNothingUntilItGoesOn() {
        Client client = globex();
        assertThat(client.submitInput(Client.INPUT).statusCode()).isEqualTo(202);

        Response suspended = ACME.patch("/v1/tenants/globex", "{\"suspended\": true}");

        assertThat(suspended.<Boolean>path("suspended")).isTrue();
        Response refused = client.submitInput(Client.INPUT);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.<String>path("type")).endsWith("tenant-suspended");
        assertThat(client.call().get("/v1/requests").statusCode()).isEqualTo(403);
        ACME.patch("/v1/tenants/globex", "{\"suspended\": false}");
        assertThat(client.submitInput(Client.INPUT).statusCode()).isEqualTo(202);
    }

    @Test
    void theLimitOfATenantIsEachKeysThatHasNone() {
        Client client = globex();
        ACME.patch("/v1/tenants/globex", "{\"rate_limit\": {\"per_second\": 0.01, \"burst\": 1}}");

        assertThat(client.call().get("/v1/models").statusCode()).isEqualTo(200);
        assertThat(client.call().get("/v1/models").statusCode()).isEqualTo(429);
    }

    @Test
    void nobodyLocksThemselvesOut() {
        assertThat(ACME.patch("/v1/tenants/acme", "{\"suspended\": true}").<String>path("type"))
                .endsWith("own-key");
        assertThat(ACME.patch("/v1/tenants/acme", "{\"suspended\": false}").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                         | /name           | 1 to 60",
                "{\"name\": \"a/b\"}                        | /name           | 1 to 60",
                "{\"name\": \"globex\", \"weight\": 0}      | /weight         | above 0",
                "{\"name\": \"globex\", \"suspended\": 1}   | /suspended      | true or false",
                "{\"name\": \"globex\", \"input_prefixes\": [\"media/\"]}     | /input_prefixes | s3://",
                "{\"name\": \"globex\", \"input_prefixes\": [\"s3://a/b\"]}   | /input_prefixes | s3://",
                "{\"name\": \"globex\", \"rate_limit\": {}} | /rate_limit     | per_second",
                "{\"name\": \"globex\", \"colour\": 1}      | /colour         | unknown field"
            })
    void whatIsWrongWithATenantIsNamed(String body, String pointer, String message) {
        Response answer = make(body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
        assertThat(answer.<String>path("errors[0].message")).contains(message);
        assertThat(tables.count("select count(*) from tenant where name = 'globex'"))
                .isZero();
    }

    @Test
    void whatIsNoTenantIsNotThere() {
        assertThat(ACME.call().get("/v1/tenants/nobody").<String>path("type")).endsWith("unknown-tenant");
        assertThat(ACME.patch("/v1/tenants/nobody", "{\"weight\": 1}").statusCode())
                .isEqualTo(404);
        assertThat(ACME.patch("/v1/tenants/acme", "{}").statusCode()).isEqualTo(422);
    }
}
