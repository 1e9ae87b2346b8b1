package dev.reelay.api.spend;

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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of six attempts: three done, one of them by another word than its price, one unknown, one failed, one still open. */
@QuarkusTest
@WithTestResource(Servers.class)
class SpendIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    private String key;

    @BeforeEach
    void spend() {
        tables.clear();
        key = tables.acmesKey();
        came("state = 'SUCCEEDED', cost = 0.5");
        came("state = 'SUCCEEDED', cost = 0.7");
        came("state = 'SUCCEEDED', price = null");
        came("state = 'UNKNOWN', error_class = 'submit_outcome_unknown'");
        came("state = 'FAILED', error_class = 'provider_failed'");
        came("state = 'ACCEPTED'");
    }

    private void came(String end) {
        UUID attempt = tables.claim(ACME.accepted());
        tables.update("update attempt set " + end + ", verdict_at = now(), done_at = now() where id = ?", attempt);
    }

    @Test
    void aReportTellsWhatIsSpentAtRiskHeldAndNotPriced() {
        Response report = ACME.call().get("/v1/spend?by=provider");

        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.<List<Map<String, Object>>>path("lines")).hasSize(1);
        assertThat(report.<String>path("lines[0].provider")).isEqualTo("fal");
        assertThat(report.<Integer>path("totals[0].attempts")).isEqualTo(6);
        assertThat(report.<Integer>path("totals[0].unpriced")).isOne();
        assertThat(amount(report, "totals[0].charge")).isEqualTo(1.2);
        assertThat(amount(report, "totals[0].at_risk")).isEqualTo(0.5);
        assertThat(amount(report, "totals[0].held")).isEqualTo(0.5);
    }

    @Test
    void whatIsNotKeptAnyMoreIsStillCounted() {
        tables.update("update generation g set state = 'COMPLETED', waiting = false, ended_at = now() where exists ("
                + "select from attempt a where a.generation_id = g.id and a.state <> 'ACCEPTED')");
        String before = reports();

        tables.count(
                "select drop_old_requests((select id from tenant where name = 'acme'), now() + interval '1 s', 2)");
        assertThat(reports()).isEqualTo(before);
        tables.count(
                "select drop_old_requests((select id from tenant where name = 'acme'), now() + interval '1 s', 200)");

        assertThat(reports()).isEqualTo(before);
        assertThat(tables.count("select count(*) from generation"))
                .as("one is open, one unknown")
                .isEqualTo(2);
        Response budget = ACME.call().contentType("application/json").body("""
                {"name": "All", "period": "total", "amount": 100, "when_spent": "hold"}""").post("/v1/budgets");
        assertThat(amount(budget, "spent")).isEqualTo(1.2);
        assertThat(amount(budget, "at_risk")).isEqualTo(0.5);
    }

    private static String reports() {
        return ACME.call().get("/v1/spend?by=day,kind").asString()
                + ACME.call()
                        .get("/v1/spend?by=provider,offering,model,key,batch")
                        .asString();
    }

    @ParameterizedTest
    @CsvSource({"provider, 1", "offering, 1", "model, 1", "key, 1", "batch, 1", "day, 1", "kind, 4", "'day,kind', 4"})
    void itTellsApartByWhateverIsWanted(String by, int lines) {
        Response report = ACME.call().get("/v1/spend?by=" + by);

        assertThat(report.<List<?>>path("lines")).hasSize(lines);
        assertThat(report.<String>path("lines[0].key")).isEqualTo(by.equals("key") ? key : null);
    }

    @Test
    void itIsToldAsCsvToo() {
        Response csv = ACME.call().accept("text/csv").get("/v1/spend?by=kind");

        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString()).isEqualTo("""
                        kind,currency,attempts,charge,at_risk,held,unpriced\r
                        done,USD,3,1.2,0,0,1\r
                        failed_free,USD,1,0,0,0,0\r
                        open,USD,1,0,0,0.5,0\r
                        unknown,USD,1,0,0.5,0,0\r
                        """);
        assertThat(ACME.call().get("/v1/spend?by=kind&format=csv").asString()).isEqualTo(csv.asString());
        assertThat(ACME.call().accept("text/csv").get("/v1/spend?format=json").contentType())
                .startsWith("application/json");
    }

    @Test
    void anAttemptCountsForTheDayOnWhichItBegan() {
        tables.update("update attempt set created_at = now() - interval '2 days' where state = 'UNKNOWN'");
        String yesterday = tables.text("select to_char((now() at time zone 'utc')::date - 1, 'YYYY-MM-DD')");
        String tomorrow = tables.text("select to_char((now() at time zone 'utc')::date + 1, 'YYYY-MM-DD')");

        assertThat(ACME.call()
                        .get("/v1/spend?from=" + yesterday + "&to=" + tomorrow)
                        .<Integer>path("totals[0].attempts"))
                .isEqualTo(5);
        assertThat(ACME.call().get("/v1/spend?from=2020-01-01&to=2020-02-01").<List<?>>path("lines"))
                .isEmpty();
    }

    @Test
    void theDriftShowsWhereAProviderSaysAnotherThanThePriceBook() {
        Response drift = ACME.call().get("/v1/spend/drift");

        assertThat(drift.<List<?>>path("offerings")).hasSize(1);
        assertThat(drift.<Integer>path("offerings[0].told")).isEqualTo(2);
        assertThat(drift.<Integer>path("offerings[0].differing")).isOne();
        assertThat(drift.<Integer>path("offerings[0].untold")).isOne();
        assertThat(amount(drift, "offerings[0].difference")).isEqualTo(0.2);
        assertThat(drift.<List<?>>path("offerings[0].examples")).hasSize(1);
        assertThat(amount(drift, "offerings[0].examples[0].charged")).isEqualTo(0.7);
        assertThat(amount(drift, "offerings[0].examples[0].expected")).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "by=colour, by",
        "'by=day,day', by",
        "from=yesterday, from",
        "from=2027-01-02&to=2027-01-01, to",
        "from=2020-01-01&to=2027-01-01, to",
        "format=xml, format",
        "till=2027-01-01, till"
    })
    void whatCannotBeReportedIsRefused(String query, String parameter) {
        Response refused = ACME.call().get("/v1/spend?" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.parameter")).containsExactly(parameter);
    }

    @Test
    void anotherTenantHasSpentNothing() {
        Client other = new Client(tenants.issueKey(tenants.ensure("other-spend", List.of()), "test")
                .clear());

        assertThat(other.call().get("/v1/spend").<List<?>>path("lines")).isEmpty();
        assertThat(other.call().get("/v1/spend/drift").<List<?>>path("offerings"))
                .isEmpty();
    }

    private static double amount(Response response, String path) {
        return response.jsonPath().getDouble(path);
    }
}
