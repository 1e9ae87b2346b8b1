package dev.reelay.api.budget;

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

@QuarkusTest
@WithTestResource(Servers.class)
class BudgetsIT {
    private static final String DAY = """
            {"name": "All of it", "period": "day", "amount": 2.50, "when_spent": "hold"}""";

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void aBudgetTellsWhereItStands() {
        UUID first = ACME.accepted();
        tables.claim(first);
        ACME.accepted();

        Response made = post(DAY);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/v1/budgets/" + made.path("id"));
        Response read = ACME.call().get("/v1/budgets/" + made.path("id"));
        assertThat(amounts(read)).containsExactly("2.5", "0.0", "0.5", "0.0", "2.0", "0.5");
        assertThat(read.<String>path("currency")).isEqualTo("USD");
        assertThat(read.<String>path("renews_at")).endsWith("T00:00:00Z");
        tables.update("update attempt set state = 'SUCCEEDED', cost = 0.45, verdict_at = now()");
        assertThat(amounts(ACME.call().get("/v1/budgets/" + made.path("id"))))
                .containsExactly("2.5", "0.45", "0.0", "0.0", "2.05", "0.5");
    }

    @Test
    void itIsRaisedRenamedAndClosed() {
        String budget = "/v1/budgets/" + post(DAY).path("id");

        Response changed = ACME.call()
                .contentType("application/json")
                .body("{\"amount\": 5, \"name\": \"More\", \"when_spent\": \"refuse\"}")
                .patch(budget);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.<String>path("name")).isEqualTo("More");
        assertThat(changed.<String>path("when_spent")).isEqualTo("refuse");
        assertThat(String.valueOf(changed.<Object>path("amount"))).isEqualTo("5");
        assertThat(ACME.call().get("/v1/budgets").<List<?>>path("budgets")).hasSize(1);
        assertThat(ACME.call().delete(budget).statusCode()).isEqualTo(204);
        assertThat(ACME.call().get(budget).<String>path("type")).isEqualTo("urn:reelay:problem:unknown-budget");
        assertThat(ACME.call().get("/v1/budgets").<List<?>>path("budgets")).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Response refused = post("""
                {"name": " ", "period": "week", "amount": -1, "currency": "dollars", "api_key_id": "mine", "provider": "acme",
                  "when_spent": "panic", "ammount": 3}""");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<List<String>>path("errors.pointer"))
                .containsExactlyInAnyOrder(
                        "/name",
                        "/period",
                        "/amount",
                        "/currency",
                        "/api_key_id",
                        "/provider",
                        "/when_spent",
                        "/ammount");
        assertThat(post("{}").<List<String>>path("errors.pointer"))
                .containsExactlyInAnyOrder("/name", "/period", "/amount", "/when_spent");
        assertThat(post("[]").<List<String>>path("errors.pointer")).containsExactly("");
        assertThat(tables.count("select count(*) from budget")).isZero();
    }

    @Test
    void aKeyMustBeTheTenantsOwn() {
        tenants.issueKey(tenants.ensure("other-budgets", List.of()), "test");
        String theirs = tables.text(
                "select k.id from api_key k join tenant t on t.id = k.tenant_id where t.name = 'other-budgets' limit 1");
        String ours = tables.acmesKey();
        String budget = DAY.replace("{", "{\"api_key_id\": \"%s\", ");

        assertThat(post(budget.formatted(theirs)).<List<String>>path("errors.pointer"))
                .containsExactly("/api_key_id");
        assertThat(post(budget.formatted(ours)).<String>path("api_key_id")).isEqualTo(ours);
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        String budget = "/v1/budgets/" + post(DAY).path("id");
        Client other = new Client(tenants.issueKey(tenants.ensure("other-budgets", List.of()), "test")
                .clear());

        assertThat(other.call().get(budget).statusCode()).isEqualTo(404);
        assertThat(other.call().delete(budget).statusCode()).isEqualTo(404);
        assertThat(other.call().get("/v1/budgets").<List<?>>path("budgets")).isEmpty();
    }

    private static Response post(String body) {
        return ACME.call().contentType("application/json").body(body).post("/v1/budgets");
    }

    private static List<String> amounts(Response budget) {
        return List.of("amount", "spent", "held", "at_risk", "left", "queued").stream()
                .map(name -> String.valueOf(budget.jsonPath().getDouble(name)))
                .toList();
    }
}
