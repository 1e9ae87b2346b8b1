package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.provider.Bill;
import dev.reelay.worker.provider.RemoteRequest;
import dev.reelay.worker.storage.StoredObject;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerIT {
    private static final RemoteRequest REMOTE = remote("their-id");
    private static final Stage.AtProvider ACCEPTED = new Stage.AtProvider(REMOTE, Instant.EPOCH);
    private static final Stage.Rendered RENDERED =
            new Stage.Rendered(REMOTE, Instant.EPOCH, List.of("http://127.0.0.1:1/a.mp4"), Bill.UNTOLD);
    private static final Stage.Unknown UNKNOWN = new Stage.Unknown("the answer was cut", Duration.ofMinutes(5));
    private static final StoredObject OBJECT =
            new StoredObject("bucket", "a/b/c/0", 12, "00ff".repeat(16), "video/mp4", Duration.ofSeconds(5), 960, 540);

    private FreshDatabase fresh;
    private Rows rows;
    private Ledger ledger;
    private int account;
    private int tenant;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        rows = new Rows(fresh.database());
        ledger = new Ledger(fresh.database(), new ObjectMapper());
        account = rows.account("fal", 5);
        tenant = rows.tenant("a", 1);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void anAttemptGoesFromAcceptedToStored() {
        Work work = claimed();

        assertThat(ledger.keep(work, ACCEPTED)).isTrue();
        assertThat(ledger.keep(work, RENDERED)).isTrue();
        assertThat(generation(work)).isEqualTo("STORING");
        assertThat(slotsInUse()).as("a rendered attempt has left its slot").isZero();
        assertThat(ledger.keep(work, new Stage.Stored(List.of(OBJECT)))).isTrue();

        assertThat(generation(work)).isEqualTo("COMPLETED");
        assertThat(events(work))
                .containsExactly(
                        "2 attempt.started", "3 attempt.accepted", "4 generation.storing", "5 generation.completed");
        assertThat(rows.count("select count(*) from artifact where bytes = 12 and duration_ms = 5000"))
                .isOne();
    }

    @Test
    void theSecondToStoreLosesTheRace() {
        Work work = claimed();
        ledger.keep(work, ACCEPTED);
        ledger.keep(work, RENDERED);
        ledger.keep(work, new Stage.Stored(List.of(OBJECT)));

        assertThat(ledger.keep(work, new Stage.Stored(List.of(OBJECT)))).isFalse();
        assertThat(events(work))
                .filteredOn(event -> event.endsWith("completed"))
                .hasSize(1);
    }

    @Test
    void anIdThatAProviderGivesTwiceCostsNoResult() {
        Work first = claimed();
        Work second = claimed();
        for (Work work : List.of(first, second)) {
            ledger.keep(work, new Stage.Delivered(REMOTE, Instant.EPOCH, Bill.UNTOLD, List.of(OBJECT)));
            ledger.keep(work, new Stage.Stored(List.of(OBJECT)));
        }

        assertThat(generation(first)).isEqualTo("COMPLETED");
        assertThat(generation(second)).isEqualTo("COMPLETED");
    }

    @Test
    void aRefusalThatMayPassPutsTheRequestBackInLine() {
        Work work = claimed();

        ledger.keep(work, new Stage.Refused(Failure.of(ErrorClass.RATE_LIMITED, "slower")));

        assertThat(generation(work)).isEqualTo("QUEUED");
        assertThat(slotsInUse()).isZero();
        assertThat(rows.claim(account, 5, 0, work.tenure().epoch())).hasSize(1);
    }

    @Test
    void aRefusalForGoodEndsTheRequest() {
        Work work = claimed();

        ledger.keep(work, new Stage.Refused(Failure.of(ErrorClass.MODERATED, "no")));

        assertThat(generation(work)).isEqualTo("FAILED");
        assertThat(events(work)).endsWith("3 attempt.refused", "4 generation.failed");
    }

    @Test
    void whatWasNotSentWaitsAgain() {
        Work work = claimed();

        ledger.keep(work, new Stage.NotSent("refused connection", Stage.Next.REST));

        assertThat(generation(work)).isEqualTo("QUEUED");
        assertThat(events(work)).endsWith("3 attempt.not_sent", "4 generation.requeued");
    }

    @Test
    void aCancelledRequestIsNotPutBackInLine() {
        Work work = claimed();
        fresh.database().update("update generation set cancel_requested_at = now()");

        ledger.keep(work, new Stage.NotSent("refused connection", Stage.Next.REST));

        assertThat(generation(work)).isEqualTo("CANCELLED");
    }

    @Test
    void anUnknownOutcomeFollowsThePolicyOfTheCaller() {
        for (String[] policy : new String[][] {{"fail", "FAILED"}, {"resubmit", "QUEUED"}, {"hold", "RUNNING"}}) {
            Work work = claimed();
            fresh.database()
                    .update("update generation set on_unknown = ? where id = ?", policy[0], work.generationId());

            ledger.keep(work, UNKNOWN);

            assertThat(generation(work)).as(policy[0]).isEqualTo(policy[1]);
            fresh.database().update("update generation set waiting = false");
        }
        assertThat(slotsInUse()).as("an unknown attempt keeps its slot").isEqualTo(3);
    }

    @Test
    void aLateAnswerTurnsUnknownIntoAccepted() {
        Work work = claimed();
        ledger.keep(work, UNKNOWN);

        assertThat(ledger.keep(work, ACCEPTED)).isTrue();
        assertThat(ledger.keep(work, RENDERED)).isTrue();
        assertThat(ledger.keep(work, new Stage.Stored(List.of(OBJECT)))).isTrue();

        assertThat(generation(work)).as("what has ended stays ended").isEqualTo("FAILED");
        assertThat(events(work)).last().asString().endsWith("attempt.recovered");
    }

    @Test
    void aLostResultEndsTheRequestAndSaysThatMoneyIsOwed() {
        Work work = claimed();
        ledger.keep(work, ACCEPTED);
        ledger.keep(work, RENDERED);

        assertThat(ledger.keep(work, new Stage.Failed(Failure.of(ErrorClass.RESULT_LOST, "gone"))))
                .isTrue();

        assertThat(generation(work)).isEqualTo("FAILED");
        assertThat(ErrorClass.RESULT_LOST.mayOweMoney()).isTrue();
    }

    @Test
    void aCancelThatNobodyAskedForIsAFailureOfTheProvider() {
        Work asked = claimed();
        ledger.keep(asked, ACCEPTED);
        fresh.database().update("update generation set cancel_requested_at = now()");
        ledger.keep(asked, new Stage.Cancelled());
        Work unasked = claimed();
        ledger.keep(unasked, new Stage.AtProvider(remote("another-id"), Instant.EPOCH));
        ledger.keep(unasked, new Stage.Cancelled());

        assertThat(generation(asked)).isEqualTo("CANCELLED");
        assertThat(generation(unasked)).isEqualTo("FAILED");
    }

    @Test
    void anOlderAttemptDoesNotMoveTheRequestOfANewerOne() {
        Work first = claimed();
        fresh.database().update("update generation set on_unknown = 'resubmit'");
        ledger.keep(first, UNKNOWN);
        rows.claim(account, 5, 0, first.tenure().epoch());

        ledger.keep(first, new Stage.Refused(Failure.of(ErrorClass.MODERATED, "no")));

        assertThat(generation(first)).isEqualTo("RUNNING");
    }

    private static RemoteRequest remote(String id) {
        return RemoteRequest.at("http://127.0.0.1:1", "ray-2", id);
    }

    private Work claimed() {
        UUID generation = rows.waiting(tenant, account, 1).getFirst();
        return Works.claim(fresh.database(), rows, account, 0).stream()
                .filter(work -> work.generationId().equals(generation))
                .findFirst()
                .orElseThrow();
    }

    private String generation(Work work) {
        return fresh.database()
                .query("select state from generation where id = ?", row -> row.getString(1), work.generationId())
                .getFirst();
    }

    private List<String> events(Work work) {
        return fresh.database()
                .query(
                        "select number || ' ' || type from event where subject_id = ? order by number",
                        row -> row.getString(1),
                        work.generationId());
    }

    private long slotsInUse() {
        return rows.count("select count(*) from attempt where verdict_at is null");
    }
}
