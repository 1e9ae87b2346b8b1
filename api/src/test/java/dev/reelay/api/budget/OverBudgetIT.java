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

/** A request that a budget has no room for is refused with the budget's name, or waits and says so. The usual one costs 0.5. */
@QuarkusTest
@WithTestResource(Servers.class)
class OverBudgetIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void aBudgetThatRenewsSaysWhen() {
        budget("\"period\": \"day\", \"amount\": 0.75, \"when_spent\": \"refuse\"");
        ACME.accepted();

        Response refused = ACME.submitInput(Client.INPUT);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.<String>path("type")).isEqualTo("urn:reelay:problem:budget-spent");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_400);
        assertThat(refused.<String>path("budget.name")).isEqualTo("of the test");
        assertThat(refused.jsonPath().getDouble("budget.queued")).isEqualTo(0.5);
        assertThat(refused.jsonPath().getDouble("budget.wanted")).isEqualTo(0.5);
        assertThat(refused.<String>path("budget.renews_at")).isNotNull();
        assertThat(refused.<String>path("detail")).contains("of the test").contains("0.25");
        assertThat(tables.count("select count(*) from generation")).isOne();
    }

    @Test
    void oneThatNeverRenewsIsAnotherProblem() {
        budget("\"period\": \"total\", \"amount\": 0.4, \"when_spent\": \"refuse\"");

        Response refused = ACME.submitInput(Client.INPUT);

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(refused.<String>path("type")).isEqualTo("urn:reelay:problem:budget-used-up");
        assertThat(refused.header("Retry-After")).isNull();
        assertThat(tables.traces()).isZero();
    }

    @Test
    void whatWasAcceptedIsAnsweredAsBefore() {
        budget("\"period\": \"day\", \"amount\": 0.5, \"when_spent\": \"refuse\"");
        Response first = withKey("take-1");

        Response repeated = withKey("take-1");

        assertThat(repeated.statusCode()).isEqualTo(202);
        assertThat(repeated.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(Client.id(repeated)).isEqualTo(Client.id(first));
        assertThat(withKey("take-2").statusCode()).isEqualTo(429);
        assertThat(tables.count("select count(*) from idempotency_key")).isOne();
    }

    @Test
    void whatComesToNothingMakesRoom() {
        budget("\"period\": \"day\", \"amount\": 0.5, \"when_spent\": \"refuse\"");
        UUID id = ACME.accepted();
        assertThat(ACME.submitInput(Client.INPUT).statusCode()).isEqualTo(429);

        ACME.call().post("/v1/requests/" + id + "/cancel");

        ACME.accepted();
    }

    @Test
    void aBudgetLimitsNothingButItsScope() {
        String ours = tables.acmesKey();
        budget("\"period\": \"day\", \"amount\": 0, \"when_spent\": \"refuse\", \"api_key_id\": \"" + ours + "\"");
        budget("\"period\": \"day\", \"amount\": 0, \"when_spent\": \"refuse\", \"provider\": \"segmind\"");
        budget("\"period\": \"day\", \"amount\": 0, \"when_spent\": \"refuse\", \"currency\": \"EUR\"");
        budget("\"period\": \"day\", \"amount\": 0, \"when_spent\": \"hold\"");
        Client second = new Client(
                tenants.issueKey(tenants.named("acme").orElseThrow(), "second").clear());

        assertThat(ACME.submitInput(Client.INPUT).statusCode()).isEqualTo(429);
        UUID id = second.accepted();
        assertThat(tables.text(
                        "select k.label from generation g join api_key k on k.id = g.api_key_id where g.id = ?", id))
                .isEqualTo("second");
    }

    @Test
    void whatIsHeldSaysByWhatAndUntilWhen() {
        budget("\"period\": \"day\", \"amount\": 0.4, \"when_spent\": \"hold\"");
        UUID id = ACME.accepted();
        tables.receive(id);
        tables.claimOf(id);

        Response status = ACME.get(id, "/status");

        assertThat(status.<String>path("status")).isEqualTo("in_queue");
        assertThat(status.<String>path("waiting.reason")).isEqualTo("budget");
        assertThat(status.<String>path("waiting.next"))
                .contains("\"of the test\" has 0.4 of its 0.4 USD left, and this costs 0.5");
        assertThat(status.<String>path("waiting.until")).endsWith("T00:00:00Z");
        assertThat(ACME.get(id, "").<List<String>>path("timeline.type")).endsWith("generation.held");
        assertThat(ACME.call().post("/v1/requests/" + id + "/cancel").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRequestShowsItsEstimateAndWhatItsAttemptsCameTo() {
        UUID id = ACME.accepted();
        tables.claim(id);
        assertThat(ACME.get(id, "").jsonPath().getDouble("estimate.amount")).isEqualTo(0.5);
        assertThat(ACME.get(id, "").jsonPath().getDouble("attempts[0].price")).isEqualTo(0.5);
        assertThat(ACME.get(id, "").<String>path("attempts[0].charge_kind")).isNull();

        tables.update(
                "update attempt set state = 'FAILED', error_class = 'provider_failed', cost = 0.2, billable_units = 3");

        Response told = ACME.get(id, "");
        assertThat(told.<String>path("attempts[0].charge_kind")).isEqualTo("failed_charged");
        assertThat(told.jsonPath().getDouble("attempts[0].charge")).isEqualTo(0.2);
        assertThat(told.<Integer>path("attempts[0].billable_units")).isEqualTo(3);
        assertThat(told.<String>path("attempts[0].owed")).isEqualTo("yes");
    }

    private static Response withKey(String key) {
        return ACME.call()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Client.INPUT)
                .post("/v1/models/" + Client.MODEL);
    }

    private static void budget(String terms) {
        ACME.call()
                .contentType("application/json")
                .body("{\"name\": \"of the test\", " + terms + "}")
                .post("/v1/budgets")
                .then()
                .statusCode(201);
    }
}
