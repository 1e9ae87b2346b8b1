package dev.reelay.worker.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.relay.RelayRole;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchBacklogsIT {
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private int account;
    private int tenant;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        account = rows.account("fal", 100);
        tenant = rows.tenant("a", 1);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void theAgeOfTheOldestRequestWithoutAnEndIsMetered() {
        UUID oldest = rows.waiting(tenant, account, 1).getFirst();
        rows.waiting(tenant, account, 3);
        database.update("update generation set accepted_at = now() - interval '1 h' where id = ?", oldest);

        look();
        assertThat(gauge("reelay.requests.oldest.age")).isCloseTo(3600, Offset.offset(60.0));
        assertThat(gauge("reelay.outbox.oldest.age")).isZero();

        database.update("update generation set ended_at = now(), state = 'FAILED' where id = ?", oldest);
        look();
        assertThat(gauge("reelay.requests.oldest.age")).isLessThan(60);

        database.update("update generation set ended_at = now(), state = 'FAILED'");
        look();
        assertThat(gauge("reelay.requests.oldest.age")).isZero();
    }

    @Test
    void whatNoWorkerHasReadOfIsTheOutbox() {
        rows.accepted(tenant, account, 2);
        database.update("update generation set accepted_at = now() - interval '10 min'");

        look();

        assertThat(gauge("reelay.outbox.oldest.age")).isCloseTo(600, Offset.offset(60.0));
    }

    @Test
    void eventsAreBehindUntilTheyAreSeenAndThenUntilTheyAreAtTheBroker() {
        UUID subject = rows.waiting(tenant, account, 1).getFirst();
        database.query(
                "select record_event(?, 'generation', ?, 1, 'generation.accepted', '{}')",
                row -> true,
                tenant,
                subject);
        database.update("update event set at = at - interval '5 min'");

        look();
        assertThat(gauge("reelay.events.oldest.age")).isCloseTo(300, Offset.offset(60.0));
        assertThat(gauge("reelay.events.unpublished")).isZero();

        database.query("select position_events(10)", row -> row.getInt(1));
        look();
        assertThat(gauge("reelay.events.oldest.age")).isZero();
        assertThat(gauge("reelay.events.unpublished")).isOne();
    }

    @Test
    void unknownAttemptsAndWhatTheyMayCostAreTold() {
        rows.waiting(tenant, account, 2);
        long epoch = rows.assigned(0, "w");
        database.update("update generation set price = 0.5, currency = 'USD'");
        rows.claim(account, 2, 0, epoch)
                .forEach(attempt -> rows.settled(attempt, "UNKNOWN", "unknown", "submit_outcome_unknown"));

        look();

        assertThat(gauge("reelay.attempts.unknown", "provider", "fal")).isEqualTo(2);
        assertThat(gauge("reelay.spend.last.hour", "provider", "fal", "kind", "at_risk"))
                .isOne();
        assertThat(gauge("reelay.spend.last.hour", "provider", "fal", "kind", "charged"))
                .isZero();
    }

    @Test
    void whatAQuarantineHoldsIsCountedUntilItIsLetGo() {
        rows.waiting(tenant, account, 2);
        database.query("select begin_quarantine()", row -> true);

        look();
        assertThat(gauge("reelay.requests.quarantined")).isEqualTo(2);

        database.update("update generation set state = 'CANCELLED', ended_at = now()");
        look();
        assertThat(gauge("reelay.requests.quarantined")).isZero();
    }

    @Test
    void whoIsNotTheRelayTellsNothing() {
        new WatchBacklogs(new ReadBacklogs(database), new RelayRole(), meters).look();

        assertThat(meters.getMeters()).isEmpty();
    }

    /** Each look by one that has never looked, as a second one is put off. */
    private void look() {
        meters = new SimpleMeterRegistry();
        new WatchBacklogs(new ReadBacklogs(database), RelayRole.held(), meters).look();
    }

    private double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }
}
