package dev.reelay.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several accounts of a provider serve one line of requests. */
class SharedPoolIT {
    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private int first;
    private int second;
    private long epoch;

    @BeforeEach
    void twoAccounts() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        first = rows.account("fal", "first", 100);
        second = rows.account("fal", "second", 100);
        epoch = rows.assigned(0, "worker");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void theyTakeTurnsByWeightWhateverIsInFlight() {
        set("weight = 3", first);
        rows.waiting(rows.tenant("a", 1), first, 80);

        for (int i = 0; i < 40; i++) {
            claim(1).forEach(rows::ended);
        }
        claim(40);

        assertThat(begunBy(first)).isEqualTo(60);
        assertThat(begunBy(second)).isEqualTo(20);
    }

    @Test
    void whenOneIsFullTheOtherTakesWhatIsLeft() {
        set("weight = 9, slots = 5", first);
        set("slots = 20", second);
        rows.waiting(rows.tenant("a", 1), first, 80);

        assertThat(claim(100)).hasSize(25);

        assertThat(begunBy(first)).isEqualTo(5);
        assertThat(begunBy(second)).isEqualTo(20);
    }

    @Test
    void whoWasAwayGetsItsShareAndNotWhatItMissed() {
        rows.waiting(rows.tenant("a", 1), first, 80);
        set("paused_at = now()", first);
        claim(20);
        assertThat(begunBy(first)).isZero();

        set("paused_at = null", first);
        claim(20);

        assertThat(begunBy(first)).isBetween(10L, 11L);
    }

    @Test
    void aClaimerUsesOnlyAccountsThatItHasTheKeysOf() {
        rows.waiting(rows.tenant("a", 1), first, 10);

        database.query("""
                select 1 from claim((select pool_id from account where id = ?), 10, 0, ?, interval '5 s', interval '60 s',
                  array[?::int], array[77])""", row -> 1, first, epoch, second);

        assertThat(begunBy(second)).isEqualTo(10);
        assertThat(rows.count("select count(*) from attempt where address_id = 77"))
                .isEqualTo(10);
    }

    @Test
    void anAccountThatRestsLeavesItToTheOther() {
        set("cooldown_until = clock_timestamp() + interval '1 hour'", first);
        rows.waiting(rows.tenant("a", 1), first, 10);

        claim(10);

        assertThat(begunBy(second)).isEqualTo(10);
    }

    @Test
    void thePaceLetsOneBeginAtATimeAndMakesNoCrowdAfterAQuietTime() {
        set("start_every = interval '1 hour', next_start_at = clock_timestamp() - interval '1 day'", first);
        set("paused_at = now()", second);
        rows.waiting(rows.tenant("a", 1), first, 10);

        assertThat(claim(10)).hasSize(1);
        assertThat(claim(10)).isEmpty();

        set("next_start_at = clock_timestamp()", first);
        assertThat(claim(10)).hasSize(1);
        assertThat(rows.count(
                        "select count(*) from account where next_start_at > clock_timestamp() + interval '59 min'"))
                .isOne();
    }

    @Test
    void aQuickPaceHoldsOnAverage() throws InterruptedException {
        set("start_every = interval '5 ms'", first);
        set("paused_at = now()", second);
        rows.waiting(rows.tenant("a", 1), first, 500);

        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 500_000_000) {
            claim(100);
            Thread.onSpinWait();
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;

        assertThat(begunBy(first)).isBetween(millis / 5 / 2, millis / 5 + 11);
    }

    @Test
    void anAccountThatIsOutGetsNothingUntilOneMayTry() {
        rows.waiting(rows.tenant("a", 1), first, 50);
        UUID refused = claimOf(first);
        rows.settled(refused, "REFUSED", "account", "out_of_credit");
        claim(10);
        assertThat(begunBy(first)).isOne();
        assertThat(rows.text("select out_reason from account where id = ?", first))
                .isEqualTo("out_of_credit");
        assertThat(rows.text(
                        "select state from generation where id = (select generation_id from attempt where id = ?)",
                        refused))
                .as("it waits for another account")
                .isNotEqualTo("FAILED");

        set("probe_at = clock_timestamp()", first);
        claim(10);
        claim(10);

        assertThat(begunBy(first)).isEqualTo(2);
    }

    @Test
    void anAcceptedProbeBringsItsAccountBack() {
        rows.waiting(rows.tenant("a", 1), first, 50);
        rows.settled(claimOf(first), "REFUSED", "account", "unauthorized");
        set("probe_at = clock_timestamp()", first);

        rows.taken(claimOf(first));
        claim(10);

        assertThat(begunBy(first)).isGreaterThan(4);
        assertThat(rows.text("select out_since from account where id = ?", first))
                .isEqualTo("null");
    }

    @Test
    void aKeyThatMayNotUseOneOfferingIsNotOutForTheOthers() {
        set("paused_at = now()", second);
        int tenant = rows.tenant("a", 1);
        rows.offering("fal", "forbidden");
        rows.waitingFor(tenant, 1, "fal:forbidden", "fal:ray-2");
        UUID forbidden = claimOf(first);
        rows.settled(forbidden, "REFUSED", "account", "unauthorized");
        database.update("update offering set paused_at = now() where name = 'fal:forbidden'");
        rows.waitingFor(tenant, 1, "fal:ray-2");
        set("probe_at = clock_timestamp()", first);
        rows.taken(claimOf(first));

        database.update("update offering set paused_at = null");
        rows.settled(claimOf(first), "REFUSED", "account", "unauthorized");

        assertThat(rows.text("select out_reason from account where id = ?", first))
                .isEqualTo("null");
        assertThat(rows.text(
                        "select offering from generation where id = (select generation_id from attempt where id = ?)",
                        forbidden))
                .isEqualTo("fal:ray-2");
    }

    @Test
    void anotherKeyBringsAnAccountBackAndTheSameDoesNot() {
        register("mark-1", 10);
        database.query("select 1 from take_account_out(?, 'unauthorized', 'no such key')", row -> 1, first);

        register("mark-1", 10);
        assertThat(rows.text("select out_reason from account where id = ?", first))
                .isEqualTo("unauthorized");

        register("mark-2", 10);
        assertThat(rows.text("select out_reason from account where id = ?", first))
                .isEqualTo("null");
    }

    @Test
    void whatWasChangedAtRunTimeOutlastsARestart() {
        register("mark", 10);
        set("slots = 3, changed = array['slots']", first);

        register("mark", 20);
        assertThat(rows.count("select slots from account where id = ?", first)).isEqualTo(3);

        set("changed = '{}'", first);
        register("mark", 20);
        assertThat(rows.count("select slots from account where id = ?", first)).isEqualTo(20);
    }

    private void register(String keyMark, int slots) {
        database.query("""
                select 1 from register_provider('fal', jsonb_build_array(jsonb_build_object('name', 'first', 'slots', ?::int,
                  'weight', 1, 'base_url', 'https://fal.example', 'key_mark', ?::text)), array['fal:ray-2'])""", row -> 1, slots, keyMark);
    }

    private void set(String what, int account) {
        database.update("update account set " + what + " where id = ?", account);
    }

    private List<UUID> claim(int most) {
        return rows.claim(first, most, 0, epoch);
    }

    /** One attempt that an account has begun. */
    private UUID claimOf(int account) {
        while (true) {
            List<UUID> one = claim(1);
            assertThat(one).isNotEmpty();
            if (rows.count("select account_id from attempt where id = ?", one.getFirst()) == account) {
                return one.getFirst();
            }
        }
    }

    private long begunBy(int account) {
        return rows.count("select count(*) from attempt where account_id = ?", account);
    }
}
