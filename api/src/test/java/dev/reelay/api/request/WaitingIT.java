package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waiting has a reason, at every step of the way. */
@QuarkusTest
@WithTestResource(Servers.class)
class WaitingIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @AfterEach
    void openTheAccount() {
        tables.clear();
        tables.update("delete from generation_time");
    }

    private static String reason(UUID id) {
        return ACME.get(id, "/status").path("waiting.reason");
    }

    @Test
    void beforeAWorkerHasReadIt() {
        assertThat(reason(ACME.accepted())).isEqualTo("not_yet_received");
    }

    @Test
    void forItsTurnForASlotForTheEndOfARest() {
        UUID id = ACME.accepted();
        tables.receive(id);
        assertThat(reason(id)).isEqualTo("turn");

        UUID before = ACME.accepted();
        tables.update("update generation set waiting = false where id = ?", id);
        tables.claim(before);
        tables.update("update generation set waiting = true where id = ?", id);
        tables.update("update account set slots = 1");
        assertThat(reason(id)).isEqualTo("slot");

        tables.update("update account set cooldown_until = now() + interval '1 min', cooldown_reason = 'rate_limited'");
        assertThat(reason(id)).isEqualTo("cool_down");
        assertThat(ACME.get(id, "/status").<String>path("waiting.until")).isNotNull();
        assertThat(ACME.get(id, "/status").<String>path("waiting.next"))
                .contains("fal")
                .contains("rate_limited");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "paused | no  | fal:fal-ai/luma-dream-machine/ray-2/image-to-video is paused | update offering set paused_at = now()",
                "paused | no  | all accounts at fal are paused | update account set paused_at = now()",
                "breaker | yes | failed too often in a row; then one | update offering set opened_at = now(), open_until = now() + interval '1 min'",
                "breaker | no | in a row; one request tries | update offering set opened_at = now(), open_until = now()",
                "not_offered | no | no worker has had fal:fal-ai/luma-dream-machine/ray-2/image-to-video | update offering set known_at = now() - interval '11 min'",
                "account_out | yes | no account that can be used (out_of_credit) | update account set out_reason = 'out_of_credit', probe_at = now() + interval '10 min'",
                "account_out | no | (none is set up) | update account set configured = false",
                "cool_down | yes | asked for a rest (rate_limited) | update account set cooldown_until = now() + interval '1 min', cooldown_reason = 'rate_limited'",
                "pacing | yes | one after the other | update account set start_every = interval '1 min', next_start_at = now() + interval '1 min'",
                "turn | no | there is room at fal | update account set slots = 3"
            })
    void forWhatTheLimitsSay(String reason, String until, String next, String limit) {
        UUID id = ACME.accepted();
        tables.receive(id);
        tables.update(limit);
        Response status = ACME.get(id, "/status");

        assertThat(status.<String>path("waiting.reason")).isEqualTo(reason);
        assertThat(status.<String>path("waiting.next")).contains(next);
        assertThat(status.<String>path("waiting.until") != null).isEqualTo(until.equals("yes"));
        assertThat(status.<Integer>path("waiting.position")).isOne();
        assertThat(ACME.get(id, "").<String>path("waiting.reason")).isEqualTo(reason);
        assertThat(ACME.get(id, "/result").<String>path("waiting.reason")).isEqualTo(reason);
    }

    @Test
    void forAPlaceOfTheOfferingItself() {
        tables.claim(ACME.accepted());
        tables.update("update offering set slots = 1");
        UUID id = ACME.accepted();
        tables.receive(id);

        assertThat(reason(id)).isEqualTo("slot");
        assertThat(ACME.get(id, "/status").<String>path("waiting.next")).startsWith("the one place of fal:fal-ai/");
    }

    @Test
    void withThePlaceAmongOnesOwn() {
        List<UUID> ids = List.of(ACME.accepted(), ACME.accepted(), ACME.accepted());
        ids.forEach(tables::receive);

        assertThat(ids.stream().map(id -> ACME.get(id, "/status").<Integer>path("waiting.position")))
                .containsExactly(1, 2, 3);
    }

    @Test
    void withAnEstimateWhereThereIsHistory() {
        UUID first = ACME.accepted();
        UUID last = ACME.accepted();
        tables.receive(first);
        tables.receive(last);
        assertThat(ACME.get(first, "/status").<String>path("waiting.estimate")).isNull();

        // Twenty renders of about 100 seconds, and one place.
        tables.update("""
                insert into generation_time (offering, weights) select name, array(
                  select case when n = 63 then 20 else 0 end::float8 from generate_series(0, 95) n) from offering""");
        tables.update("update account set slots = 1");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(ACME.get(first, "/status").<String>path("waiting.estimate"))
                        .isNotNull());

        Instant ofFirst = Instant.parse(ACME.get(first, "/status").path("waiting.estimate"));
        Instant ofLast = Instant.parse(ACME.get(last, "/status").path("waiting.estimate"));
        assertThat(Duration.between(ofFirst, ofLast)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(120));

        tables.update("update offering set paused_at = now()");
        assertThat(ACME.get(first, "/status").<String>path("waiting.estimate"))
                .as("nobody knows when a person resumes")
                .isNull();
    }

    @Test
    void afterARefusalTheEventSaysForWhat() {
        UUID id = ACME.accepted();
        UUID attempt = tables.claim(id);
        tables.text(
                "select settle_attempt(?, array['SUBMITTING'], 'REFUSED', true, 'account', 'out_of_credit', 'no', null)",
                attempt);

        assertThat(tables.text("select data -> 'waiting' ->> 'reason' from event where type = 'generation.requeued'"))
                .isEqualTo("account_out");
        assertThat(reason(id)).isEqualTo("account_out");
    }

    @Test
    void withTheProviderAndOnTheWayToTheBucket() {
        UUID id = ACME.accepted();
        UUID attempt = tables.claim(id);
        assertThat(reason(id)).isEqualTo("submitting");

        tables.update(
                "update attempt set state = 'ACCEPTED', accepted_at = now(), remote_state = 'QUEUED' where id = ?",
                attempt);
        assertThat(reason(id)).isEqualTo("provider_queue");

        tables.update("update attempt set remote_state = 'RUNNING', running_at = now() where id = ?", attempt);
        assertThat(reason(id)).isEqualTo("rendering");

        tables.update("update generation set state = 'STORING' where id = ?", id);
        assertThat(reason(id)).isEqualTo("copying");

        tables.update("update attempt set state = 'UNKNOWN' where id = ?", attempt);
        tables.update("update generation set state = 'RUNNING' where id = ?", id);
        assertThat(reason(id)).isEqualTo("held");
        assertThat(ACME.get(id, "/status").<String>path("waiting.next"))
                .contains("fal")
                .contains("settle attempt 1 as resubmit, fail or accepted");
    }
}
