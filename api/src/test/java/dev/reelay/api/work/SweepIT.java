package dev.reelay.api.work;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Records;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record is sent until a worker has read it, and no more. */
@QuarkusTest
@WithTestResource(Servers.class)
class SweepIT {
    @Inject
    Tables tables;

    @Inject
    Records records;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private int copies(UUID id) {
        return Collections.frequency(records.ids(), id);
    }

    private void overdue(UUID id) {
        tables.update("update generation set send_due_at = now() - interval '1 s' where id = ?", id);
    }

    @Test
    void anAckedRecordIsNotedAndDueLater() {
        UUID id = ACME.accepted();

        await().untilAsserted(() -> assertThat(tables.count("select sends from generation where id = ?", id))
                .isOne());

        assertThat(copies(id)).isOne();
        assertThat(tables.text(
                        "select sent_at is not null and send_due_at > sent_at + interval '4 s' from generation where id = ?",
                        id))
                .isEqualTo("t");
    }

    @Test
    void whatNoWorkerReadsIsSentAgainEachTimeLater() {
        double before = unread();
        UUID id = ACME.accepted();
        await().untilAsserted(() -> assertThat(tables.count("select sends from generation where id = ?", id))
                .isOne());

        overdue(id);
        await().untilAsserted(() -> assertThat(tables.count("select sends from generation where id = ?", id))
                .isEqualTo(2));
        assertThat(unread()).as("counted").isEqualTo(before + 1);

        assertThat(copies(id)).isEqualTo(2);
        assertThat(tables.text("select send_due_at > sent_at + interval '9 s' from generation where id = ?", id))
                .isEqualTo("t");

        overdue(id);
        await().untilAsserted(() -> assertThat(tables.count("select sends from generation where id = ?", id))
                .isEqualTo(3));
        assertThat(unread()).as("counted once").isEqualTo(before + 1);
    }

    private double unread() {
        return meters.counter("reelay.sweep.found", "kind", "unread_record").count();
    }

    @Test
    void whatAWorkerHasReadOrWhatHasEndedIsNotSentAgain() {
        UUID read = ACME.accepted();
        UUID cancelled = ACME.accepted();
        await().untilAsserted(() -> assertThat(tables.count("select count(*) from generation where sends = 1"))
                .isEqualTo(2));
        tables.receive(read);
        ACME.call().post("/v1/requests/" + cancelled + "/cancel");
        overdue(read);
        overdue(cancelled);

        // A third, due at the same time, tells when the sweeper has been here.
        UUID due = ACME.accepted();
        await().untilAsserted(() -> assertThat(tables.count("select sends from generation where id = ?", due))
                .isOne());
        overdue(due);
        await().untilAsserted(() -> assertThat(tables.count("select sends from generation where id = ?", due))
                .isEqualTo(2));

        assertThat(copies(read)).isOne();
        assertThat(copies(cancelled)).isOne();
    }
}
