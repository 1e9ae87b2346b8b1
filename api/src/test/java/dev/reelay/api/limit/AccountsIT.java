package dev.reelay.api.limit;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Servers.class)
class AccountsIT {
    private static final String ACCOUNT = "/v1/accounts/fal/default";

    @Inject
    Tables tables;

    @BeforeEach
    @AfterEach
    void asConfigured() {
        tables.clear();
    }

    @Test
    void accountsTellHowTheyStand() throws JsonProcessingException {
        tables.claim(ACME.acceptedAt("fal"));
        tables.update("""
                update account set cooldown_until = now() + interval '1 min', cooldown_reason = 'rate_limited',
                  out_reason = 'out_of_credit', out_message = 'Exhausted balance', out_since = now(), probe_at = now(),
                  start_every = interval '0.5 s' where provider = 'fal'""");

        Response answer = ACME.call().get("/v1/accounts");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Description.complaints("Accounts", answer)).isEmpty();
        assertThat(answer.<List<String>>path("accounts.provider")).isSorted().contains("fal", "runcomfy");
        Map<String, Object> fal = answer.path("accounts.find { it.provider == 'fal' }");
        assertThat(fal)
                .containsEntry("name", "default")
                .containsEntry("slots", 10)
                .containsEntry("in_flight", 1)
                .containsEntry("start_every", 0.5f)
                .containsEntry("configured", true);
        assertThat(answer.<String>path("accounts.find { it.provider == 'fal' }.out.message"))
                .isEqualTo("Exhausted balance");
        assertThat(answer.<String>path("accounts.find { it.provider == 'fal' }.cool_down.reason"))
                .isEqualTo("rate_limited");
    }

    @Test
    void anAccountIsChangedAtOnceAndForAsLongAsItIsNotReset() throws JsonProcessingException {
        Response answer = ACME.patch(ACCOUNT, "{\"slots\": 3, \"weight\": 0.5, \"start_every\": 60, \"paused\": true}");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(Description.complaints("Account", answer)).isEmpty();
        assertThat(answer.<List<String>>path("changed")).containsExactly("slots", "start_every", "weight");
        assertThat(answer.<Boolean>path("paused")).isTrue();
        UUID waits = ACME.acceptedAt("fal");
        tables.receive(waits);
        assertThat(ACME.get(waits, "/status").<String>path("waiting.reason")).isEqualTo("paused");

        answer = ACME.patch(ACCOUNT, "{\"start_every\": null, \"paused\": false}");
        assertThat(answer.<Object>path("start_every")).isNull();
        assertThat(answer.<Integer>path("slots")).isEqualTo(3);
        assertThat(ACME.get(waits, "/status").<String>path("waiting.reason")).isEqualTo("turn");

        answer = ACME.patch(ACCOUNT, "{\"reset\": true}");
        assertThat(answer.<List<String>>path("changed")).isEmpty();
    }

    @Test
    void anAccountThatIsOutIsBroughtBack() {
        tables.update(
                "update account set out_reason = 'unauthorized', out_since = now(), probe_at = now() where provider = 'fal'");

        Response answer = ACME.patch(ACCOUNT, "{\"out\": false}");

        assertThat(answer.<Object>path("out")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                     | ''            | must say what to change",
                "[]                     | ''            | must be an object",
                "{\"slots\": 0}         | /slots        | from 1 to 100000",
                "{\"slots\": 1.5}       | /slots        | from 1 to 100000",
                "{\"slots\": null}      | /slots        | from 1 to 100000",
                "{\"weight\": 0}        | /weight       | above 0",
                "{\"weight\": \"1\"}    | /weight       | above 0",
                "{\"start_every\": 0}   | /start_every  | seconds from 0.001",
                "{\"paused\": \"yes\"}  | /paused       | true or false",
                "{\"out\": true}        | /out          | pause it",
                "{\"reset\": false}     | /reset        | can only be true",
                "{\"slot\": 3}          | /slot         | slots"
            })
    void whatIsWrongWithAChangeOfAnAccountIsNamed(String body, String pointer, String message) {
        Response answer = ACME.patch(ACCOUNT, body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
        assertThat(answer.<String>path("errors[0].message")).contains(message);
        assertThat(tables.count("select count(*) from account where changed <> '{}'"))
                .isZero();
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        assertThat(ACME.patch(ACCOUNT, "{\"slots\": 0, \"weight\": -1, \"colour\": 1}")
                        .<List<String>>path("errors.pointer"))
                .containsExactlyInAnyOrder("/slots", "/weight", "/colour");
    }

    @Test
    void whoeverWaitsForWorkersHearsOfAChange() {
        assertThat(tables.heardOn("reelay_pool", () -> ACME.patch(ACCOUNT, "{\"slots\": 4}")))
                .isEqualTo(tables.text("select id from pool where provider = 'fal'"));
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        assertThat(ACME.patch("/v1/accounts/fal/third", "{\"slots\": 1}").<String>path("type"))
                .endsWith("unknown-account");
    }
}
