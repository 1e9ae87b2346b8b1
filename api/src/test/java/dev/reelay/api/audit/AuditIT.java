package dev.reelay.api.audit;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class AuditIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    @AfterEach
    void clear() {
        tables.clear();
        tables.update("delete from audit");
        tables.update("delete from api_key where label <> 'bootstrap'");
        tables.update("delete from tenant where name = 'globex'");
    }

    private static Response post(String address, String body) {
        return ACME.call().contentType("application/json").body(body).post(address);
    }

    private static Response log(String query) {
        return ACME.call()
                .get("/v1/audit" + query)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static List<String> acts(String query) {
        return log(query).path("entries.act");
    }

    @Test
    void whatAdminsDoIsKeptWithoutSecrets() throws JsonProcessingException {
        Response key = post("/v1/keys", "{\"name\": \"a\", \"role\": \"viewer\"}");
        ACME.patch("/v1/keys/" + key.path("id"), "{\"role\": \"operator\"}");
        ACME.call().delete("/v1/keys/" + key.path("id"));
        ACME.call().delete("/v1/keys/" + key.path("id"));
        post("/v1/tenants", "{\"name\": \"globex\"}");
        ACME.patch("/v1/tenants/globex", "{\"weight\": 2}");
        ACME.patch("/v1/accounts/fal/default", "{\"slots\": 4}");
        ACME.patch("/v1/offerings/" + tables.text("select name from offering order by id limit 1"), "{\"slots\": 4}");

        Response log = log("");

        assertThat(Description.complaints("AuditPage", log)).isEmpty();
        assertThat(log.<List<String>>path("entries.act"))
                .containsExactly(
                        "offering.changed",
                        "account.changed",
                        "tenant.changed",
                        "tenant.created",
                        "key.revoked",
                        "key.changed",
                        "key.created");
        assertThat(log.asString()).doesNotContain(key.<String>path("key"));
        assertThat(log.<String>path("entries[6].subject")).isEqualTo(key.path("id"));
        assertThat(log.<String>path("entries[6].details.role")).isEqualTo("viewer");
        assertThat(log.<String>path("entries[1].subject")).isEqualTo("fal/default");
        assertThat(log.<String>path("entries[0].key_name")).isEqualTo("bootstrap");
        assertThat(log.<String>path("entries[0].tenant")).isEqualTo("acme");
    }

    @Test
    void soAreBudgetsSettlementsAndWebhooks() {
        String budget = post("/v1/budgets", """
                {"name": "Trailers", "period": "day", "amount": 250, "when_spent": "hold"}""").path("id");
        ACME.patch("/v1/budgets/" + budget, "{\"amount\": 300}");
        ACME.call().delete("/v1/budgets/" + budget);
        UUID held = ACME.accepted();
        tables.hold(held);
        post("/v1/requests/" + held + "/attempts/1/settle", "{\"outcome\": \"fail\"}");
        Response hook = post("/v1/webhooks", """
                {"url": "https://hooks.example.com/a?token=very-secret", "headers": {"X-Key": "as-secret"}}""");
        String webhook = "/v1/webhooks/" + hook.path("id");
        ACME.patch(webhook, "{\"description\": \"b\"}");
        ACME.call().post(webhook + "/rotate");
        ACME.call().delete(webhook);

        Response log = log("");

        assertThat(log.<List<String>>path("entries.act"))
                .containsExactly(
                        "webhook.deleted",
                        "webhook.rotated",
                        "webhook.changed",
                        "webhook.created",
                        "attempt.settled",
                        "budget.closed",
                        "budget.changed",
                        "budget.created");
        assertThat(log.asString()).doesNotContain("very-secret", "as-secret", "whsec_");
        assertThat(log.<String>path("entries[4].subject")).isEqualTo(held + "/1");
        assertThat(log.<Integer>path("entries[6].details.amount")).isEqualTo(300);
    }

    @Test
    void whatWasRefusedIsNoAct() {
        post("/v1/keys", "{\"name\": \"\"}");
        post("/v1/tenants", "{\"name\": \"acme\"}");
        ACME.patch("/v1/accounts/fal/third", "{\"slots\": 1}");
        ACME.patch("/v1/accounts/fal/default", "{\"slots\": 0}");
        UUID id = ACME.accepted();
        tables.claim(id);
        post("/v1/requests/" + id + "/attempts/1/settle", "{\"outcome\": \"fail\"}");

        assertThat(acts("")).isEmpty();
    }

    @Test
    void theLogIsReadByActByKeyAndPageByPage() {
        Client second = new Client(tenants.issueKey(tenants.ensure("umbrella", List.of()), "second", Role.ADMIN)
                .clear());
        for (int slots = 1; slots <= 3; slots++) {
            ACME.patch("/v1/accounts/fal/default", "{\"slots\": " + slots + "}");
        }
        second.patch("/v1/accounts/runcomfy/default", "{\"slots\": 9}");
        post("/v1/tenants", "{\"name\": \"globex\"}");

        assertThat(acts("?act=account.changed")).hasSize(4);
        assertThat(acts("?tenant=umbrella")).containsExactly("account.changed");
        assertThat(acts("?key_id=" + log("?tenant=umbrella").path("entries[0].key_id")))
                .containsExactly("account.changed");
        Response page = log("?limit=3");
        assertThat(page.<List<?>>path("entries")).hasSize(3);
        Response rest = log("?limit=3&cursor=" + page.path("next_cursor"));
        assertThat(rest.<List<Integer>>path("entries.details.slots")).containsExactly(2, 1);
        assertThat(rest.<Object>path("next_cursor")).isNull();
        assertThat(ACME.call().get("/v1/audit?act=done&key_id=7").<List<String>>path("errors.parameter"))
                .containsExactlyInAnyOrder("act", "key_id");
    }
}
