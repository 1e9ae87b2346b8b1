package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        tables.update("update account set cooldown_until = null, cooldown_reason = null, slots = 10");
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
