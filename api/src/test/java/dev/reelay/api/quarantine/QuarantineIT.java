package dev.reelay.api.quarantine;

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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A quarantine, as the command begins it on a restored database. */
@QuarkusTest
@WithTestResource(Servers.class)
class QuarantineIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @AfterEach
    void end() {
        tables.clear();
    }

    private int begin() {
        return tables.count("select begin_quarantine()");
    }

    /** Whether a worker that has read its record can claim it. */
    private boolean isBought(UUID id) {
        tables.receive(id);
        tables.claimOf(id);
        return tables.count("select count(*) from attempt where generation_id = ?", id) > 0;
    }

    private static Response release(UUID id) {
        return ACME.call().post("/v1/requests/" + id + "/release");
    }

    private static Response endIt(String body) {
        return ACME.call().contentType("application/json").body(body).post("/v1/quarantine/end");
    }

    private static String reason(UUID id) {
        return ACME.get(id, "/status").path("waiting.reason");
    }

    @Test
    void nothingIsBoughtOfWhatWasThereNorOfWhatComesIn() throws JsonProcessingException {
        UUID received = ACME.accepted();
        tables.receive(received);
        UUID onItsWay = ACME.accepted();

        assertThat(begin()).isEqualTo(2);
        assertThat(begin()).as("again").isEqualTo(2);

        UUID fresh = ACME.accepted();
        for (UUID id : List.of(received, onItsWay, fresh)) {
            assertThat(isBought(id)).isFalse();
            assertThat(reason(id)).isEqualTo("quarantine");
        }
        assertThat(ACME.call().get("/v1/requests?status=quarantined").<List<String>>path("requests.request_id"))
                .containsExactly(fresh.toString(), onItsWay.toString(), received.toString());
        Response standing = ACME.call().get("/v1/quarantine");
        assertThat(Description.complaints("Quarantine", standing)).isEmpty();
        assertThat(standing.<Boolean>path("open")).isTrue();
        assertThat(standing.<Integer>path("held")).isEqualTo(3);
    }

    @Test
    void onesOwnWordHasItBought() {
        UUID id = ACME.accepted();
        tables.receive(id);
        UUID other = ACME.accepted();
        begin();

        assertThat(release(id).statusCode()).isEqualTo(204);

        assertThat(isBought(id)).isTrue();
        assertThat(isBought(other)).isFalse();
        assertThat(release(id).statusCode()).isEqualTo(409);
        assertThat(release(UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void afterItsEndWhatWasHeldWaitsForAWordAndTheRestIsBought() {
        UUID held = ACME.accepted();
        begin();
        assertThat(endIt("{\"release\": false}").<Boolean>path("open")).isFalse();

        assertThat(isBought(held)).isFalse();
        assertThat(isBought(ACME.accepted())).isTrue();
        assertThat(endIt("{\"release\": true}").<Integer>path("held")).isZero();
        assertThat(isBought(held)).isTrue();
        assertThat(ACME.call().get("/v1/audit?act=quarantine.ended").<List<?>>path("entries"))
                .isNotEmpty();
    }

    @Test
    void whatHadToBeSubmittedAgainIsHeldUntilAPersonSaysSo() {
        UUID running = ACME.accepted();
        UUID attempt = tables.claim(running);
        begin();

        tables.unknown(attempt);
        assertThat(reason(running)).as("its policy was to fail").isEqualTo("held");

        Response settled = ACME.call()
                .contentType("application/json")
                .body("{\"outcome\": \"resubmit\"}")
                .post("/v1/requests/" + running + "/attempts/1/settle");
        assertThat(settled.statusCode()).isEqualTo(200);
        tables.claimOf(running);
        assertThat(tables.count("select count(*) from attempt where generation_id = ?", running))
                .isEqualTo(2);
    }

    @Test
    void whatIsRefusedAfterwardsIsNotSubmittedAgainByItself() {
        UUID running = ACME.accepted();
        UUID attempt = tables.claim(running);
        begin();

        tables.count("""
                select count(*) from settle_attempt(?, array['SUBMITTING'], 'NOT_SENT', true, 'requeue', null, null, null)""", attempt);

        assertThat(reason(running)).isEqualTo("quarantine");
        assertThat(isBoughtAgain(running)).isFalse();
    }

    private boolean isBoughtAgain(UUID id) {
        tables.receive(id);
        tables.claimOf(id);
        return tables.count("select count(*) from attempt where generation_id = ?", id) > 1;
    }

    @Test
    void itIsForAdminsAndSaysWhatIsWrong() {
        Response made = ACME.call()
                .contentType("application/json")
                .body("{\"name\": \"o\"}")
                .post("/v1/keys");
        Client operator = new Client(made.path("key"));
        assertThat(operator.call().get("/v1/quarantine").statusCode()).isEqualTo(403);

        for (String body : List.of("{}", "[]", "{\"release\": 1}", "{\"release\": true, \"a\": 1}")) {
            assertThat(endIt(body).statusCode()).as(body).isEqualTo(422);
        }
    }
}
