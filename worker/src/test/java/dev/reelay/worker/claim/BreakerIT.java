package dev.reelay.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerIT {
    private static final String SICK = "fal:sick";
    private static final String WELL = "fal:well";

    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private int account;
    private int tenant;
    private long epoch;

    @BeforeEach
    void twoOfferings() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        account = rows.account("fal", 1000);
        rows.offering("fal", "sick");
        rows.offering("fal", "well");
        tenant = rows.tenant("a", 1);
        epoch = rows.assigned(0, "worker");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void fiveFailuresInARowStopAnOfferingAndNoOther() {
        List<UUID> begun = begin(5);
        for (int i = 0; i < 4; i++) {
            rows.settled(begun.get(i), "UNKNOWN", "unknown", "submit_outcome_unknown");
        }
        assertThat(isOpen()).isFalse();

        rows.settled(begun.get(4), "REFUSED", "retry", "unavailable");

        assertThat(isOpen()).isTrue();
        rows.waitingFor(tenant, 3, SICK);
        rows.waitingFor(tenant, 3, WELL);
        assertThat(claim(100)).hasSize(3);
        assertThat(rows.count("select count(*) from attempt where offering = ?", SICK))
                .isEqualTo(5);
    }

    @Test
    void anOperatorCanSwitchItOff() {
        database.update("update offering set breaker_after = 0");

        failToTake(begin(10));

        assertThat(isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, fail, invalid_input",
        "REFUSED, fail, moderated",
        "REFUSED, retry, rate_limited",
        "REFUSED, account, out_of_credit",
        "NOT_SENT, requeue, unavailable",
        "FAILED, fail, result_lost",
        "CANCELLED, cancel, cancelled"
    })
    void whatIsNotTheProvidersFaultDoesNotCount(String state, String effect, String errorClass) {
        begin(8).forEach(attempt -> rows.settled(attempt, state, effect, errorClass));

        assertThat(rows.count("select failures from offering where name = ?", SICK))
                .isZero();
    }

    @Test
    void aSuccessOfTheSameKindEndsTheRow() {
        List<UUID> begun = begin(7);
        failToTake(begun.subList(0, 4));
        rows.taken(begun.get(4));
        failToTake(begun.subList(5, 7));

        assertThat(rows.count("select failures from offering where name = ?", SICK))
                .isEqualTo(2);
    }

    @Test
    void aRenderThatWasTakenLongAgoSaysNothingOfSubmits() {
        List<UUID> begun = begin(6);
        rows.taken(begun.getFirst());
        failToTake(begun.subList(1, 3));
        rows.rendered(begun.getFirst());
        failToTake(begun.subList(3, 6));

        assertThat(isOpen()).isTrue();
    }

    @Test
    void acceptanceSaysNothingOfRenders() {
        List<UUID> begun = begin(7);
        begun.subList(0, 6).forEach(rows::taken);
        failToRender(begun.subList(0, 4));
        rows.taken(begun.get(6));
        failToRender(begun.subList(4, 5));

        assertThat(isOpen()).isTrue();
    }

    @Test
    void afterItsRestExactlyOneMayTryHoweverManyAsk() throws Exception {
        open();
        rows.waitingFor(tenant, 50, SICK);
        assertThat(claim(10)).isEmpty();
        rested();

        List<UUID> probes = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> claimer = () -> probes.addAll(claim(10));
            for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(40, claimer))) {
                done.get();
            }
        }

        assertThat(probes).hasSize(1);
    }

    @Test
    void theProbeNeedsASlotToo() {
        open();
        database.update("update offering set slots = 2 where name = ?", SICK);
        rows.waitingFor(tenant, 3, SICK);
        database.update(
                "update attempt set verdict_at = null where id in (select id from attempt order by id limit 2)");
        rested();

        assertThat(claim(10)).isEmpty();
    }

    @Test
    void anAcceptedProbeClosesIt() {
        open();
        rows.waitingFor(tenant, 20, SICK);
        rested();

        rows.taken(claim(10).getFirst());

        assertThat(isOpen()).isFalse();
        assertThat(claim(10)).hasSize(10);
    }

    @Test
    void whereRendersFailedOnlyARenderClosesIt() {
        List<UUID> begun = begin(5);
        begun.forEach(rows::taken);
        failToRender(begun);
        rows.waitingFor(tenant, 20, SICK);
        rested();
        UUID probe = claim(10).getFirst();

        rows.taken(probe);
        assertThat(isOpen()).isTrue();
        assertThat(claim(10)).isEmpty();

        rows.rendered(probe);
        assertThat(isOpen()).isFalse();
    }

    @Test
    void aProviderThatAnswersWithTheResultClosesItByThat() {
        open();
        rows.waitingFor(tenant, 1, SICK);
        rested();

        rows.rendered(claim(10).getFirst());

        assertThat(isOpen()).isFalse();
    }

    @Test
    void aProbeThatFailsOpensItAgainForLonger() {
        open();
        rows.waitingFor(tenant, 20, SICK);
        long before = rest();
        rested();

        failToTake(claim(10));

        assertThat(isOpen()).isTrue();
        assertThat(claim(10)).isEmpty();
        assertThat(rest()).isGreaterThan(before * 3 / 2);
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, fail, invalid_input", "NOT_SENT, requeue, unavailable", "REFUSED, account, out_of_credit"})
    void aProbeThatToldNothingLetsAnotherTry(String state, String effect, String errorClass) {
        open();
        rows.waitingFor(tenant, 20, SICK);
        rested();

        rows.settled(claim(10).getFirst(), state, effect, errorClass);
        database.query("select 1 from bring_account_back(?)", row -> 1, account);

        assertThat(isOpen()).isTrue();
        assertThat(claim(10)).hasSize(1);
    }

    @Test
    void failuresOfEarlierAttemptsDoNotLengthenTheRest() {
        List<UUID> begun = begin(9);
        failToTake(begun.subList(0, 5));
        String until = rows.text("select open_until from offering where name = ?", SICK);

        failToTake(begun.subList(5, 9));

        assertThat(rows.text("select open_until from offering where name = ?", SICK))
                .isEqualTo(until);
    }

    private void open() {
        failToTake(begin(5));
    }

    private void rested() {
        database.update("update offering set open_until = clock_timestamp() where opened_at is not null");
    }

    private long rest() {
        return rows.count(
                "select 1000 * extract(epoch from open_until - clock_timestamp()) from offering where name = ?", SICK);
    }

    private boolean isOpen() {
        return rows.count("select count(*) from offering where name = ? and opened_at is not null", SICK) == 1;
    }

    private void failToTake(List<UUID> attempts) {
        attempts.forEach(attempt -> rows.settled(attempt, "NOT_SENT", "rest", "unavailable"));
        database.update("update generation set waiting = false where waiting");
    }

    private void failToRender(List<UUID> attempts) {
        attempts.forEach(attempt -> rows.settled(attempt, "FAILED", "move", "provider_failed"));
    }

    private List<UUID> begin(int count) {
        rows.waitingFor(tenant, count, SICK);
        return claim(count);
    }

    private List<UUID> claim(int most) {
        return rows.claim(account, most, 0, epoch);
    }
}
