package dev.reelay.api.caller;

import static dev.reelay.api.testing.Client.ACME;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.ApiKey;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class KeysIT {
    @Inject
    Tenants tenants;

    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private Client another() {
        ApiKey key = tenants.issueKey(tenants.ensure("umbrella", List.of()), "tests");
        return new Client(key.clear());
    }

    @Test
    void withoutAKeyOrWithAWrongOneNobodyGetsIn() {
        for (String header : List.of("", "Basic YTpi", "Bearer", "Bearer rl_short", "Bearer rl_" + "x".repeat(43))) {
            for (String address : List.of("/v1/requests", "/v1/models", "/v1/requests/" + UUID.randomUUID())) {
                Response answer = header.isEmpty()
                        ? given().get(address)
                        : given().header("Authorization", header).get(address);

                assertThat(answer.statusCode()).as(header + address).isEqualTo(401);
                assertThat(answer.contentType()).startsWith("application/problem+json");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
    }

    @Test
    void nobodyWithoutAKeyGetsSomethingAccepted() {
        given().contentType("application/json")
                .body(Client.INPUT)
                .post("/v1/models/" + Client.MODEL)
                .then()
                .statusCode(401);

        assertThat(tables.traces()).isZero();
    }

    @Test
    void anotherTenantsRequestsAreNotThere() {
        UUID id = ACME.accepted();
        Client other = another();

        for (String below : List.of("", "/status", "/result", "/content")) {
            Response hidden = other.get(id, below);
            Response absent = other.get(UUID.randomUUID(), below);
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(hidden.asString()).isEqualTo(absent.asString());
        }
        assertThat(other.call().post("/v1/requests/" + id + "/cancel").statusCode())
                .isEqualTo(404);
        assertThat(other.call().get("/v1/requests").<List<?>>path("requests")).isEmpty();
        assertThat(ACME.get(id, "/status").<String>path("status")).isEqualTo("in_queue");
    }

    @Test
    void theSameIdempotencyKeyOfTwoTenantsIsTwoRequests() {
        Client other = another();
        for (Client client : List.of(ACME, other)) {
            Response answer = client.call()
                    .header("Idempotency-Key", "same")
                    .contentType("application/json")
                    .body(Client.INPUT)
                    .post("/v1/models/" + Client.MODEL);
            assertThat(answer.header("Idempotent-Replay")).isNull();
        }
        assertThat(tables.count("select count(*) from generation")).isEqualTo(2);
    }

    @Test
    void anotherTenantsPrefixIsNotReadable() {
        another()
                .submitInput("{\"prompt\": \"a\", \"image_url\": \"s3://acme-media/stills/a.png\"}")
                .then()
                .statusCode(422);
    }

    @Test
    void aRevokedKeyDiesWithinTenSeconds() {
        Client other = another();
        assertThat(other.call().get("/v1/models").statusCode()).isEqualTo(200);

        tenants.revoke(ApiKey.parse(other.key()).orElseThrow());

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(other.call().get("/v1/models").statusCode()).isEqualTo(401));
    }

    @Test
    void aKeyIsStoredAsItsHashOnly() {
        assertThat(
                        tables.count(
                                "select count(*) from api_key where encode(hash, 'escape') like '%rl_0123%' or label like '%rl_%'"))
                .isZero();
        assertThat(ApiKey.parse(Servers.KEY).orElseThrow().toString()).doesNotContain("0123");
    }
}
