package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.callback.HearCallback;
import dev.reelay.callback.HearCallback.Outcome;
import dev.reelay.callback.TestCallbacks;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A provider calls back at the moment at which its request is looked at: one end, told once, whoever was first. With
 * {@code -Dreelay.measure=true} ten thousand times.
 */
class CallbackRacesIT {
    private static final int ROUNDS = Boolean.getBoolean("reelay.measure") ? 10_000 : 1_000;
    private static final int AT_ONCE = 250;
    private static final Stage.Stored STORED = new Stage.Stored(List.of(new StoredObject(
            "bucket", "a/b/c/0", 12, "00ff".repeat(16), "video/mp4", Duration.ofSeconds(5), 960, 540)));
    private static final Stage UNKNOWN = new Stage.Unknown("no answer in time", Duration.ofMinutes(5));
    private static final Stage FAILED = new Stage.Failed(Failure.of(ErrorClass.PROVIDER_FAILED, "it broke"));

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private FreshDatabase fresh;
    private Rows rows;
    private Ledger ledger;
    private HearCallback callbacks;
    private int account;
    private int tenant;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        rows = new Rows(fresh.database());
        ledger = new Ledger(fresh.database(), new ObjectMapper());
        callbacks = TestCallbacks.hear(fresh.database());
        account = rows.account("fal", 2 * AT_ONCE);
        tenant = rows.tenant("a", 1);
    }

    @AfterEach
    void close() {
        threads.shutdown();
        fresh.close();
    }

    private static RemoteRequest remote(Work work) {
        return RemoteRequest.at("http://127.0.0.1:1", "ray-2", "their-" + work.attemptId());
    }

    private boolean accept(Work work) {
        return ledger.keep(work, new Stage.AtProvider(remote(work), Instant.EPOCH));
    }

    private boolean render(Work work) {
        return ledger.keep(
                        work,
                        new Stage.Rendered(
                                remote(work), Instant.EPOCH, List.of("http://127.0.0.1:1/a.mp4"), Bill.UNTOLD))
                && ledger.keep(work, STORED);
    }

    /** As providers do it, who repeat what they do not know to be heard. */
    private boolean callBackTwice(Work work) {
        String id = "their-" + work.attemptId();
        Outcome first = callbacks.hear("fal", work.attemptId(), id);
        Outcome second = callbacks.hear("fal", work.attemptId(), id);
        return first != Outcome.OTHER && second != Outcome.OTHER;
    }

    @Test
    void onePollAndOneCallbackLeaveOneEnd() throws Exception {
        for (int round = 0; round < ROUNDS; round += AT_ONCE) {
            int sort = 0;
            for (Work work : claimed()) {
                switch (sort++ % 5) {
                    case 0 -> whilePolled(work);
                    case 1 -> whileAnswered(work);
                    case 2 -> whileCalledUnknown(work);
                    case 3 -> whileFailing(work);
                    default -> afterTheEnd(work);
                }
            }
        }
        oneEndEach();
    }

    private void whilePolled(Work work) throws Exception {
        accept(work);
        assertThat(AtOnce.race(threads, () -> callBackTwice(work), () -> render(work)))
                .containsExactly(true, true);
        assertThat(state(work)).isEqualTo("COMPLETED SUCCEEDED");
    }

    private void whileAnswered(Work work) throws Exception {
        assertThat(AtOnce.race(threads, () -> callBackTwice(work), () -> accept(work) && render(work)))
                .containsExactly(true, true);
        assertThat(state(work)).isEqualTo("COMPLETED SUCCEEDED");
    }

    private void whileCalledUnknown(Work work) throws Exception {
        assertThat(AtOnce.race(threads, () -> callBackTwice(work), () -> ledger.keep(work, UNKNOWN))
                        .getFirst())
                .isTrue();
        assertThat(state(work)).isIn("RUNNING ACCEPTED", "FAILED ACCEPTED");
        whilePolledOn(work);
    }

    private void whilePolledOn(Work work) throws Exception {
        boolean inTime = state(work).startsWith("RUNNING");
        assertThat(AtOnce.race(threads, () -> callBackTwice(work), () -> render(work)))
                .containsExactly(true, true);
        assertThat(state(work)).isEqualTo((inTime ? "COMPLETED" : "FAILED") + " SUCCEEDED");
    }

    private void whileFailing(Work work) throws Exception {
        accept(work);
        assertThat(AtOnce.race(threads, () -> callBackTwice(work), () -> ledger.keep(work, FAILED)))
                .containsExactly(true, true);
        assertThat(state(work)).isEqualTo("FAILED FAILED");
    }

    /** It has failed as unknown, and two deliveries of the callback come at once. */
    private void afterTheEnd(Work work) throws Exception {
        ledger.keep(work, UNKNOWN);
        assertThat(AtOnce.race(threads, () -> callBackTwice(work), () -> callBackTwice(work)))
                .containsExactly(true, true);
        assertThat(state(work)).isEqualTo("FAILED ACCEPTED");
        whilePolledOn(work);
    }

    private List<Work> claimed() {
        rows.waiting(tenant, account, AT_ONCE);
        long epoch = rows.assigned(0, "test");
        rows.claim(account, AT_ONCE, 0, epoch);
        List<Work> works = Works.open(fresh.database(), 0, epoch);
        assertThat(works).hasSize(AT_ONCE);
        return works;
    }

    private String state(Work work) {
        return fresh.database()
                .query(
                        "select g.state || ' ' || a.state from attempt a join generation g on g.id = a.generation_id"
                                + " where a.id = ?",
                        row -> row.getString(1),
                        work.attemptId())
                .getFirst();
    }

    private void oneEndEach() {
        String ends = """
                select count(*) from (select subject_id from event
                where type in ('generation.completed', 'generation.failed', 'generation.cancelled')
                group by 1 having count(*) %s 1) told""";
        assertThat(rows.count(ends.formatted("="))).as("requests with one end").isEqualTo(ROUNDS);
        assertThat(rows.count(ends.formatted(">"))).as("requests with two").isZero();
        assertThat(rows.count("""
                        select count(*) from (select subject_id from event where type = 'attempt.accepted'
                        group by 1 having count(*) > 1) twice""")).as("accepted twice").isZero();
        assertThat(rows.count("""
                        select count(*) from (select subject_id from event group by 1
                        having count(*) <> max(number) - min(number) + 1) gaps""")).as("gaps in the numbers of events").isZero();
        assertThat(rows.count("select count(*) from artifact")).isEqualTo(ROUNDS - ROUNDS / 5);
        assertThat(rows.count("select count(*) from generation where waiting")).isZero();
        assertThat(rows.count("select count(*) from attempt where done_at is null"))
                .isZero();
    }
}
