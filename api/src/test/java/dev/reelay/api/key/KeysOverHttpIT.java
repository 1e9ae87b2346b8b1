package dev.reelay.api.key;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.ApiKey;
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
class KeysOverHttpIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
        tables.update("delete from api_key where label <> 'bootstrap'");
        tenants.ensure("umbrella", List.of());
    }

    private static Response make(String body) {
        return ACME.call().contentType("application/json").body(body).post("/v1/keys");
    }

    private static Response made(String body) {
        return make(body).then().statusCode(201).extract().response();
    }

    private static Client clientOf(Response made) {
        return new Client(made.path("key"));
    }

    private static String address(Response made) {
        return "/v1/keys/" + made.path("id");
    }

    private static int models(Client client) {
        return client.call().get("/v1/models").statusCode();
    }

    @Test
    void aKeyIsShownOnceAndWorksAtOnce() throws JsonProcessingException {
        Response made = made("{\"name\": \"Night renders\"}");

        assertThat(Description.complaints("Key", made)).isEmpty();
        assertThat(ApiKey.parse(made.path("key"))).isPresent();
        assertThat(made.<String>path("tenant")).isEqualTo("acme");
        assertThat(made.<String>path("role")).isEqualTo("operator");
        clientOf(made).accepted();
        Response seen = ACME.call().get(address(made));
        assertThat(Description.complaints("Key", seen)).isEmpty();
        assertThat(seen.asString()).doesNotContain("rl_");
        Response all = ACME.call().get("/v1/keys");
        assertThat(Description.complaints("Keys", all)).isEmpty();
        assertThat(all.asString()).doesNotContain("rl_");
        assertThat(all.<List<String>>path("keys.name")).containsExactly("Night renders", "bootstrap");
        assertThat(all.<String>path("keys[0].last_used_at")).isNotNull();
    }

    @Test
    void aKeyMayBeAnotherTenantsAndAnAdminSeesItThere() {
        Response made = made("{\"name\": \"theirs\", \"tenant\": \"umbrella\", \"role\": \"viewer\"}");

        assertThat(made.<String>path("tenant")).isEqualTo("umbrella");
        assertThat(clientOf(made).submitInput(Client.INPUT).statusCode()).isEqualTo(403);
        assertThat(ACME.call().get("/v1/keys").<List<String>>path("keys.name")).doesNotContain("theirs");
        assertThat(ACME.call().get("/v1/keys?tenant=umbrella").<List<String>>path("keys.name"))
                .containsExactly("theirs");
        assertThat(ACME.call().get("/v1/keys?tenant=*").<List<String>>path("keys.name"))
                .contains("theirs", "bootstrap");
        assertThat(ACME.call().get("/v1/keys?tenant=nobody").statusCode()).isEqualTo(400);
    }

    @Test
    void aKeyIsChanged() {
        Response made = made("{\"name\": \"a\", \"rate_limit\": {\"per_second\": 5, \"burst\": 5}}");

        Response changed = ACME.patch(
                address(made), "{\"name\": \"b\", \"role\": \"viewer\", \"expires_at\": \"2099-01-01T00:00:00Z\"}");

        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(changed.<String>path("name")).isEqualTo("b");
        assertThat(changed.<String>path("expires_at")).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(changed.<Integer>path("rate_limit.burst")).isEqualTo(5);
        assertThat(clientOf(made).submitInput(Client.INPUT).statusCode()).isEqualTo(403);
        changed = ACME.patch(address(made), "{\"rate_limit\": null, \"expires_at\": null}");
        assertThat(changed.<Object>path("rate_limit")).isNull();
        assertThat(changed.<Object>path("expires_at")).isNull();
        assertThat(changed.<String>path("role")).isEqualTo("viewer");
    }

    @Test
    void aRevokedKeyOpensNothingAndIsToldOf() {
        Response made = made("{\"name\": \"a\"}");
        Client client = clientOf(made);
        assertThat(models(client)).isEqualTo(200);

        assertThat(ACME.call().delete(address(made)).statusCode()).isEqualTo(204);

        assertThat(models(client)).isEqualTo(401);
        assertThat(ACME.call().delete(address(made)).statusCode()).isEqualTo(204);
        assertThat(ACME.patch(address(made), "{\"name\": \"b\"}").statusCode()).isEqualTo(404);
        assertThat(ACME.call().get(address(made)).<String>path("state")).isEqualTo("revoked");
    }

    @Test
    void anExpiredKeyOpensNothing() {
        Response made = made("{\"name\": \"a\", \"expires_at\": \"2099-01-01T00:00:00Z\"}");
        assertThat(models(clientOf(made))).isEqualTo(200);
        tables.update(
                "update api_key set expires_at = now() - interval '1 s' where id = ?",
                UUID.fromString(made.path("id")));
        ACME.patch(address(made), "{\"name\": \"b\"}");

        assertThat(models(clientOf(made))).isEqualTo(401);
        assertThat(ACME.call().get(address(made)).<String>path("state")).isEqualTo("expired");
    }

    @Test
    void aKeyDoesNotLockItselfOut() {
        String own = "/v1/keys/"
                + tables.text(
                        "select k.id from api_key k join tenant t on t.id = k.tenant_id where k.label = 'bootstrap'"
                                + " and t.name = 'acme'");

        assertThat(ACME.call().delete(own).<String>path("type")).endsWith("own-key");
        assertThat(ACME.patch(own, "{\"role\": \"operator\"}").<String>path("type"))
                .endsWith("own-key");
        assertThat(ACME.patch(own, "{\"expires_at\": \"2099-01-01T00:00:00Z\"}").statusCode())
                .isEqualTo(409);
        assertThat(ACME.patch(own, "{\"name\": \"bootstrap\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyAdminsLookAfterKeys() {
        Response made = made("{\"name\": \"a\", \"role\": \"operator\"}");
        Client operator = clientOf(made);

        for (String address : List.of("/v1/keys", "/v1/keys?tenant=acme", address(made), "/v1/tenants", "/v1/audit")) {
            assertThat(operator.call().get(address).statusCode()).as(address).isEqualTo(403);
        }
        assertThat(operator.patch(address(made), "{\"role\": \"admin\"}").statusCode())
                .isEqualTo(403);
        assertThat(operator.call().delete(address(made)).statusCode()).isEqualTo(403);
        assertThat(operator.call()
                        .contentType("application/json")
                        .body("{\"name\": \"b\", \"role\": \"admin\"}")
                        .post("/v1/keys")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aLimitIsKeptAndSaysWhenToComeBack() {
        Client client = clientOf(made("{\"name\": \"a\", \"rate_limit\": {\"per_second\": 0.01, \"burst\": 2}}"));
        assertThat(models(client)).isEqualTo(200);
        assertThat(models(client)).isEqualTo(200);

        Response answer = client.call().get("/v1/models");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.<String>path("type")).endsWith("too-many-requests");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(90, 100);
        assertThat(models(ACME)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                             | /name       | is missing",
                "[]                                             | ''          | must be an object",
                "{\"name\": \" \"}                              | /name       | 1 to 100 characters",
                "{\"name\": \"a\", \"role\": \"root\"}          | /role       | viewer, operator, admin",
                "{\"name\": \"a\", \"tenant\": \"nobody\"}      | /tenant     | /v1/tenants",
                "{\"name\": \"a\", \"expires_at\": \"2020-01-01T00:00:00Z\"} | /expires_at | past",
                "{\"name\": \"a\", \"expires_at\": \"soon\"}    | /expires_at | RFC 3339",
                "{\"name\": \"a\", \"rate_limit\": 5}           | /rate_limit | per_second",
                "{\"name\": \"a\", \"rate_limit\": {\"per_second\": 0, \"burst\": 1}} | /rate_limit | above 0",
                "{\"name\": \"a\", \"rate_limit\": {\"per_second\": 1, \"burst\": 1.5}} | /rate_limit | integer",
                "{\"name\": \"a\", \"label\": \"b\"}            | /label      | unknown field"
            })
    void whatIsWrongWithAKeyIsNamed(String body, String pointer, String message) {
        Response answer = make(body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
        assertThat(answer.<String>path("errors[0].message")).contains(message);
    }

    @Test
    void whatIsNoKeyIsNotThere() {
        for (String id : List.of(UUID.randomUUID().toString(), "mine")) {
            assertThat(ACME.call().get("/v1/keys/" + id).<String>path("type")).endsWith("unknown-key");
            assertThat(ACME.call().delete("/v1/keys/" + id).statusCode()).isEqualTo(404);
        }
    }
}
