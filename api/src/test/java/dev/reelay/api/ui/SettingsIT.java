package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an admin sets on the pages: of keys, of tenants, of accounts and offerings; and how those did. */
@QuarkusTest
@WithTestResource(Servers.class)
class SettingsIT {
    private static final String ACCOUNT = "/ui/providers/limits/accounts/fal/default";

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

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

    private Response send(String address, Map<String, String> form) {
        return visitor.acts().formParams(form).post(address);
    }

    private void done(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
    }

    @Test
    void aKeyIsChangedWhereItDiffers() {
        String name = "settings-" + UUID.randomUUID();
        send("/ui/keys", Map.of("name", name, "tenant", "acme", "role", "viewer", "per_second", "5"));
        String id = tables.text("select id from api_key where label = ?", name);
        String page = "/ui/keys/" + id;
        assertThat(visitor.page("/ui/keys")).contains("href=\"" + page + "\"");
        assertThat(visitor.page(page))
                .contains("name=\"was:per_second\" value=\"5.0\"", "name=\"was:burst\" value=\"5\"");

        done(send(
                page,
                Map.of(
                        "name",
                        name,
                        "was:name",
                        name,
                        "role",
                        "operator",
                        "was:role",
                        "viewer",
                        "per_second",
                        "20",
                        "was:per_second",
                        "5.0",
                        "burst",
                        "50",
                        "was:burst",
                        "5",
                        "expires_on",
                        "2099-01-31",
                        "was:expires_on",
                        "")));
        assertThat(tables.text(
                        "select role || ' ' || per_second || ' ' || burst || ' ' || (expires_at at time zone 'utc')::date"
                                + " from api_key where label = ?",
                        name))
                .isEqualTo("operator 20 50 2099-01-31");
        assertThat(visitor.page("/ui/keys")).contains("20.0 a second, 50 at once");

        done(send(page, Map.of("per_second", "", "was:per_second", "20.0", "burst", "50", "was:burst", "50")));
        assertThat(tables.count("select count(per_second)::int from api_key where label = ?", name))
                .isZero();
        assertThat(send(page, Map.of("per_second", "-1", "was:per_second", "")).asString())
                .contains("/rate_limit");
        assertThat(send(page, Map.of("name", name, "was:name", name)).asString())
                .contains("must say what to change");
        done(visitor.acts().post(page + "/revoke"));
        assertThat(visitor.page(page)).contains("opens nothing any more").doesNotContain("Change it");
    }

    @Test
    void aKeyDoesNotMakeItselfWeaker() {
        String own = "/ui/keys/" + tables.acmesKey();

        assertThat(visitor.page(own)).contains("it cannot make itself weaker").doesNotContain("Revoke</button>");
        assertThat(send(own, Map.of("role", "viewer", "was:role", "admin")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void aTenantIsChangedWhereItDiffers() {
        tenants.ensure("weighed", List.of());
        String page = "/ui/keys/tenants/weighed";
        assertThat(visitor.page(page)).contains("name=\"was:weight\" value=\"1.0\"");

        done(send(
                page,
                Map.of(
                        "weight",
                        "2.5",
                        "was:weight",
                        "1.0",
                        "per_second",
                        "9",
                        "was:per_second",
                        "",
                        "input_prefixes",
                        "s3://stills/a/\ns3://stills/b/",
                        "was:input_prefixes",
                        "")));

        assertThat(tables.text("select weight || ' ' || per_second || ' ' || array_to_string(input_prefixes, ',')"
                        + " from tenant where name = 'weighed'"))
                .isEqualTo("2.5 9 s3://stills/a/,s3://stills/b/");
        assertThat(send(page, Map.of("weight", "0", "was:weight", "2.5")).asString())
                .contains("/weight");
        assertThat(visitor.looks().get("/ui/keys/tenants/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void anAccountAndAnOfferingGetTheirSlots() {
        done(send(
                ACCOUNT,
                Map.of(
                        "slots",
                        "7",
                        "was:slots",
                        "10",
                        "weight",
                        "1.0",
                        "was:weight",
                        "1.0",
                        "start_every",
                        "0.5",
                        "was:start_every",
                        "")));
        assertThat(visitor.page("/ui/providers"))
                .contains(
                        "of 7 slots in use",
                        "one start every 0.5 s",
                        "name=\"was:start_every\" value=\"0.5\"",
                        "As configured");
        done(send(ACCOUNT, Map.of("start_every", "", "was:start_every", "0.5")));
        assertThat(visitor.page("/ui/providers")).doesNotContain("one start every");
        assertThat(send(ACCOUNT, Map.of("slots", "0", "was:slots", "7")).asString())
                .contains("/slots");
        done(visitor.acts().post("/ui/providers/accounts/fal/default/configured"));

        String offering = tables.text("select name from offering where name like 'fal:%' order by id limit 1");
        done(send("/ui/providers/limits/offerings/" + offering, Map.of("slots", "3", "was:slots", "")));
        assertThat(tables.text("select slots from offering where name = ?", offering))
                .isEqualTo("3");
        done(send("/ui/providers/limits/offerings/" + offering, Map.of("slots", "", "was:slots", "3")));
        assertThat(tables.count("select count(slots)::int from offering where name = ?", offering))
                .isZero();
    }

    @Test
    void howAnAccountDidIsShownHourByHour() {
        UUID well = ACME.acceptedAt("fal");
        tables.complete(well, "results/" + well + "/", 1);
        tables.update("update attempt set created_at = verdict_at - interval '42.5 s' where generation_id = ?", well);
        for (String cause : List.of("provider_failed", "moderated")) {
            UUID attempt = tables.claim(ACME.acceptedAt("fal"));
            tables.update(
                    "update attempt set state = 'FAILED', error_class = ?, verdict_at = now() where id = ?",
                    cause,
                    attempt);
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(visitor.page("/ui/providers/course"))
                        .contains("1 of 2 within the day, 50.0 %", "within the hour: 1 of 2 failed")
                        .contains("<rect class=\"fill-accent\"", "within the hour: half within 42 s", "lately 42 s"));
    }
}
