package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.worker.provider.RemoteRequest;
import dev.reelay.worker.run.Ledger.Recovery;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets what a search of the provider's history has found: the database decides. */
class RecoveryIT {
    private static final Stage.Unknown UNKNOWN = new Stage.Unknown("the answer was cut", Duration.ofMinutes(5));

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
        account = rows.account("wavespeed", 50);
        tenant = rows.tenant("a", 1);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void theOneThatIsNobodysIsTakenAndAnnounced() {
        Work work = doubtful(1).getFirst();

        assertThat(recover(work, "x")).isEqualTo(Recovery.ACCEPTED);

        assertThat(state(work)).isEqualTo("ACCEPTED x");
        assertThat(fresh.database()
                        .query(
                                "select type || ' ' || (data ->> 'found_by') from event where subject_id = ? and number = 3",
                                row -> row.getString(1),
                                work.generationId()))
                .containsExactly("attempt.accepted history");
    }

    @Test
    void noneAndSeveralStayInDoubt() {
        List<Work> works = doubtful(2);
        recover(works.get(0), "taken");

        Work work = works.get(1);
        assertThat(recover(work)).isEqualTo(Recovery.NONE);
        assertThat(recover(work, "taken")).isEqualTo(Recovery.NONE);
        assertThat(recover(work, "x", "y")).isEqualTo(Recovery.SEVERAL);
        assertThat(state(work)).isEqualTo("SUBMITTING null");
        assertThat(recover(work, "taken", "x")).isEqualTo(Recovery.ACCEPTED);
    }

    @Test
    void anotherOnTheWireWithTheSameInputMayBeItsOwner() {
        List<Work> works = claimed(2);
        Work work = works.get(0);
        ledger.doubted(work);

        assertThat(recover(work, "x")).isEqualTo(Recovery.CONTESTED);

        fresh.database()
                .update(
                        "update generation_input set input = '{\"prompt\": \"q\"}' where generation_id = ?",
                        works.get(1).generationId());
        assertThat(recover(work, "x")).as("its input is another").isEqualTo(Recovery.ACCEPTED);
    }

    @Test
    void whoWasClaimedAfterTheHistoryWasReadIsNotItsOwner() {
        Work work = doubtful(1).getFirst();
        claimed(1);

        assertThat(ledger.recover(work, List.of(remote("x")), Duration.ofMinutes(1)))
                .isEqualTo(Recovery.ACCEPTED);
    }

    @Test
    void whatHasItsAnswerByNowHasMoved() {
        Work work = doubtful(1).getFirst();
        ledger.keep(work, new Stage.AtProvider(remote("told"), Instant.EPOCH));

        assertThat(recover(work, "x")).isEqualTo(Recovery.MOVED);

        assertThat(state(work)).isEqualTo("ACCEPTED told");
    }

    @Test
    void aLateAnswerThatNamesWhatAnotherHoldsIsNotTaken() {
        List<Work> works = doubtful(2);
        recover(works.get(0), "x");
        ledger.keep(works.get(1), UNKNOWN);

        assertThat(ledger.keep(works.get(1), new Stage.AtProvider(remote("x"), Instant.EPOCH)))
                .isFalse();

        assertThat(state(works.get(1))).isEqualTo("UNKNOWN null");
    }

    @Test
    void ofManySearchesAtOnceOneGetsIt() throws Exception {
        List<Work> works = doubtful(24);
        List<Future<Recovery>> outcomes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            outcomes = threads.invokeAll(works.stream()
                    .<Callable<Recovery>>map(work -> () -> recover(work, "x"))
                    .toList());
        }

        assertThat(outcomes.stream().map(Future::resultNow).filter(Recovery.ACCEPTED::equals))
                .hasSize(1);
        assertThat(rows.count("select count(*) from attempt where remote ->> 'id' = 'x'"))
                .isOne();
        assertThat(rows.count("select count(*) from event where type = 'attempt.accepted'"))
                .isOne();
    }

    @Test
    void ofASearchAndAnAnswerAtOnceOneGetsIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            List<Work> works = doubtful(2);
            ledger.keep(works.get(1), UNKNOWN);
            String id = "x" + round;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.<Object>invokeAll(List.of(
                                () -> recover(works.get(0), id),
                                () -> ledger.keep(works.get(1), new Stage.AtProvider(remote(id), Instant.EPOCH))))
                        .forEach(RecoveryIT::assertEnded);
            }
            assertThat(rows.count("select count(*) from attempt where remote ->> 'id' = '" + id + "'"))
                    .isOne();
            fresh.database().update("update attempt set verdict_at = now(), done_at = now() where done_at is null");
        }
    }

    /** One of two that meet may be told to try again: it is asked whether it had an end, not which. */
    private static void assertEnded(Future<?> one) {
        assertThat(one.state()).isNotEqualTo(Future.State.RUNNING);
    }

    private Recovery recover(Work work, String... ids) {
        return ledger.recover(work, Stream.of(ids).map(RecoveryIT::remote).toList(), Duration.ZERO);
    }

    private List<Work> doubtful(int count) {
        List<Work> works = claimed(count);
        works.forEach(work -> assertThat(ledger.doubted(work)).isPresent());
        return works;
    }

    private List<Work> claimed(int count) {
        List<java.util.UUID> wanted = rows.waiting(tenant, account, count);
        return Works.claim(fresh.database(), rows, account, 0).stream()
                .filter(work -> wanted.contains(work.generationId()))
                .toList();
    }

    private String state(Work work) {
        return fresh.database()
                .query(
                        "select state || ' ' || coalesce(remote ->> 'id', 'null') from attempt where id = ?",
                        row -> row.getString(1),
                        work.attemptId())
                .getFirst();
    }

    private static RemoteRequest remote(String id) {
        return RemoteRequest.at("http://127.0.0.1:1", "ray-2", id);
    }
}
