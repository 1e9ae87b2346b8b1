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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two who want different ends at the same moment: one wins, the end is told once, and nothing that was paid is lost. */
class RacesIT {
    private static final int ROUNDS = 100;
    private static final Stage.Stored STORED = new Stage.Stored(List.of(new StoredObject(
            "bucket", "a/b/c/0", 12, "00ff".repeat(16), "video/mp4", Duration.ofSeconds(5), 960, 540)));
    private static final Stage.Unknown UNKNOWN = new Stage.Unknown("no answer in time", Duration.ofMinutes(5));

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private FreshDatabase fresh;
    private Rows rows;
    private Ledger ledger;
    private int account;
    private int tenant;

    private static RemoteRequest remote(Work work) {
        return RemoteRequest.at("http://127.0.0.1:1", "ray-2", "their-" + work.attemptId());
    }

    private static Stage accepted(Work work) {
        return new Stage.AtProvider(remote(work), Instant.EPOCH);
    }

    private static Stage rendered(Work work) {
        return new Stage.Rendered(remote(work), Instant.EPOCH, List.of("http://127.0.0.1:1/a.mp4"), Bill.UNTOLD);
    }

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        rows = new Rows(fresh.database());
        ledger = new Ledger(fresh.database(), new ObjectMapper());
        account = rows.account("fal", 10_000);
        tenant = rows.tenant("a", 1);
    }

    @AfterEach
    void close() {
        threads.shutdown();
        fresh.close();
    }

    @Test
    void aCancelAgainstACompletionEndsInOneState() throws Exception {
        for (Work work : accepted()) {
            AtOnce.race(
                    threads, () -> cancel(work), () -> ledger.keep(work, rendered(work)) && ledger.keep(work, STORED));

            assertThat(state(work)).as("what is rendered is delivered").isEqualTo("COMPLETED");
        }
        everyEndIsToldOnce();
        assertThat(rows.count("select count(*) from artifact")).isEqualTo(ROUNDS);
    }

    @Test
    void aCancelBeforeTheVerdictOfTheProviderKeepsThePaidResult() throws Exception {
        for (Work work : accepted()) {
            cancel(work);
            List<Boolean> kept = AtOnce.race(
                    threads, () -> ledger.keep(work, new Stage.Cancelled()), () -> ledger.keep(work, rendered(work)));

            assertThat(kept).as("one verdict").containsExactlyInAnyOrder(true, false);
            if (kept.getLast()) {
                assertThat(ledger.keep(work, STORED)).isTrue();
            }
            assertThat(state(work)).isEqualTo(kept.getLast() ? "COMPLETED" : "CANCELLED");
        }
        assertThat(owed("generation.cancelled"))
                .as("it may have been rendering")
                .allMatch("perhaps"::equals);
        everyEndIsToldOnce();
    }

    @Test
    void aDeadlineAgainstASuccessEndsInOneStateAndTheResultIsKept() throws Exception {
        for (Work work : accepted()) {
            ledger.keep(work, rendered(work));
            AtOnce.race(threads, () -> expire(work), () -> ledger.keep(work, STORED));

            assertThat(state(work)).isIn("COMPLETED", "FAILED");
            boolean inTime = state(work).equals("COMPLETED");
            assertThat(events(work, "attempt.recovered")).isEqualTo(inTime ? 0 : 1);
        }
        assertThat(owed("generation.failed")).allMatch("yes"::equals);
        assertThat(owed("attempt.recovered")).allMatch("yes"::equals);
        everyEndIsToldOnce();
        assertThat(rows.count("select count(*) from artifact")).isEqualTo(ROUNDS);
    }

    @Test
    void twoOwnersKeepTheSameStagesAndTheHistoryIsThatOfOne() throws Exception {
        for (Work work : claimed()) {
            Callable<Boolean> owner = () -> {
                ledger.keep(work, accepted(work));
                ledger.keep(work, rendered(work));
                return ledger.keep(work, STORED);
            };
            List<Boolean> stored = AtOnce.race(threads, owner, owner);

            assertThat(stored).as("one stored it").containsExactlyInAnyOrder(true, false);
            for (String once : List.of("attempt.accepted", "generation.storing", "generation.completed")) {
                assertThat(events(work, once)).as(once).isOne();
            }
        }
        everyEndIsToldOnce();
        assertThat(rows.count("select count(*) from artifact")).isEqualTo(ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "resubmit", "hold"})
    void aLateAnswerAgainstUnknownIsKeptWhateverWasSaidOfIt(String policy) throws Exception {
        List<Work> works = claimed();
        fresh.database().update("update generation set on_unknown = ?", policy);
        for (Work work : works) {
            List<Boolean> kept =
                    AtOnce.race(threads, () -> ledger.keep(work, UNKNOWN), () -> ledger.keep(work, accepted(work)));

            assertThat(kept.getLast()).as("the answer is kept").isTrue();
            assertThat(attempt(work)).isEqualTo("ACCEPTED");
            boolean wasUnknown = kept.getFirst();
            assertThat(state(work))
                    .isEqualTo(
                            wasUnknown
                                    ? Map.of("fail", "FAILED", "resubmit", "RUNNING", "hold", "RUNNING")
                                            .get(policy)
                                    : "RUNNING");
            ledger.keep(work, rendered(work));
            assertThat(ledger.keep(work, STORED)).as("a paid result is stored").isTrue();
        }
        everyEndIsToldOnce();
        assertThat(rows.count("select count(*) from artifact")).isEqualTo(ROUNDS);
        assertThat(rows.count("select count(*) from generation where waiting"))
                .as("to be bought again")
                .isZero();
    }

    @Test
    void aRefusalAgainstACancelBuysNothingMore() throws Exception {
        for (Work work : claimed()) {
            AtOnce.race(
                    threads,
                    () -> cancel(work),
                    () -> ledger.keep(work, new Stage.Refused(Failure.of(ErrorClass.RATE_LIMITED, "slower"))));

            assertThat(state(work)).isEqualTo("CANCELLED");
        }
        assertThat(owed("generation.cancelled")).allMatch("nothing"::equals);
        everyEndIsToldOnce();
        assertThat(rows.count("select count(*) from generation where waiting")).isZero();
        assertThat(rows.count("select count(*) from attempt where verdict_at is null"))
                .isZero();
    }

    @Test
    void aTakeOverAgainstANotSentAttemptPutsTheRequestBackOnce() throws Exception {
        for (Work work : claimed()) {
            AtOnce.race(
                    threads,
                    () -> rows.assigned(0, "successor") > 0,
                    () -> ledger.keep(work, new Stage.NotSent("given up", Stage.Next.REQUEUE)));

            assertThat(attempt(work)).isEqualTo("NOT_SENT");
            assertThat(state(work)).isEqualTo("QUEUED");
            assertThat(events(work, "generation.requeued")).isOne();
        }
    }

    private List<Work> accepted() {
        List<Work> works = claimed();
        works.forEach(work -> ledger.keep(work, accepted(work)));
        return works;
    }

    private List<Work> claimed() {
        rows.waiting(tenant, account, ROUNDS);
        long epoch = rows.assigned(0, "test");
        rows.claim(account, ROUNDS, 0, epoch);
        List<Work> works = Works.open(fresh.database(), 0, epoch);
        assertThat(works).hasSize(ROUNDS);
        return works;
    }

    private boolean cancel(Work work) {
        return fresh.database()
                .query("select cancel_generation(?, ?)", row -> row.getString(1), tenant, work.generationId())
                .getFirst()
                .equals("requested");
    }

    private boolean expire(Work work) {
        return fresh.database()
                .query(
                        "select end_generation(?, 'FAILED', 'timeout', 'the deadline passed', null, '{}')",
                        row -> row.getBoolean(1),
                        work.generationId())
                .getFirst();
    }

    private String state(Work work) {
        return fresh.database()
                .query("select state from generation where id = ?", row -> row.getString(1), work.generationId())
                .getFirst();
    }

    private String attempt(Work work) {
        return fresh.database()
                .query("select state from attempt where id = ?", row -> row.getString(1), work.attemptId())
                .getFirst();
    }

    private long events(Work work, String type) {
        return fresh.database()
                .query(
                        "select count(*) from event where subject_id = ? and type = ?",
                        row -> row.getLong(1),
                        work.generationId(),
                        type)
                .getFirst();
    }

    /** What the events of a type say of money. */
    private List<String> owed(String type) {
        return fresh.database()
                .query("select data ->> 'owed' from event where type = ?", row -> row.getString(1), type);
    }

    private void everyEndIsToldOnce() {
        Map<String, Long> ends =
                fresh.database().query("""
                        select subject_id, count(*) from event
                        where type in ('generation.completed', 'generation.failed', 'generation.cancelled')
                        group by 1""", row -> Map.entry(row.getString(1), row.getLong(2))).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(ends)
                .hasSize(ROUNDS)
                .allSatisfy((request, count) -> assertThat(count).isOne());
        assertThat(rows.count("""
                        select count(*) from (select subject_id from event group by 1 having count(*) <> max(number) - min(number) + 1) gaps""")).as("gaps in the numbers of events").isZero();
    }
}
