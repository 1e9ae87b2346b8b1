package dev.reelay.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offerings of one provider have limits of their own, and who waits for one holds up nobody who waits for another. */
class OfferingSlotsIT {
    private static final String NARROW = "fal:narrow";
    private static final String WIDE = "fal:wide";

    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private int account;
    private long epoch;

    @BeforeEach
    void twoOfferings() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        account = rows.account("fal", 1000);
        rows.offering("fal", "narrow");
        rows.offering("fal", "wide");
        epoch = rows.assigned(0, "worker");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void anOfferingsSlotsHoldOverAllAccounts() {
        rows.account("fal", "second", 1000);
        narrow("slots = 3");
        int tenant = rows.tenant("a", 1);
        rows.waitingFor(tenant, 10, NARROW);
        rows.waitingFor(tenant, 10, WIDE);

        assertThat(claim(100)).hasSize(13);
        assertThat(claim(100)).isEmpty();
    }

    @Test
    void neitherAccountsNorOfferingsAreOverfilledByManyClaimers() throws Exception {
        int second = rows.account("fal", "second", 7);
        database.update("update account set slots = 9 where id = ?", account);
        narrow("slots = 4");
        int tenant = rows.tenant("a", 1);
        rows.waitingFor(tenant, 300, NARROW);
        rows.waitingFor(tenant, 300, WIDE);

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> claimer = () -> {
                for (int i = 0; i < 25; i++) {
                    List<UUID> claimed = claim(3);
                    assertThat(overfilled(second)).isZero();
                    claimed.stream().limit(2).forEach(rows::ended);
                }
                return true;
            };
            for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(8, claimer))) {
                done.get();
            }
        }

        assertThat(rows.count("select count(*) - count(distinct generation_id) from attempt"))
                .isZero();
        assertThat(rows.count("select count(*) from attempt")).isGreaterThan(16);
    }

    private long overfilled(int second) {
        return rows.count("""
                select count(*) from (
                  select count(*) filter (where account_id = ?) as first, count(*) filter (where account_id = ?) as second,
                    count(*) filter (where offering = 'fal:narrow') as narrow
                  from attempt where verdict_at is null) x
                where first > 9 or second > 7 or narrow > 4""", account, second);
    }

    @Test
    void aPausedOfferingInFrontOfALaneHoldsBackNoOther() {
        int tenant = rows.tenant("a", 1);
        rows.waitingFor(tenant, 500, NARROW);
        rows.waitingFor(tenant, 5, WIDE);
        narrow("paused_at = now()");

        assertThat(claim(10)).hasSize(5);

        narrow("paused_at = null");
        assertThat(claim(10)).hasSize(10);
    }

    @Test
    void tenantsThatCanBeginNothingStarveNobody() {
        for (int i = 0; i < 40; i++) {
            rows.waitingFor(rows.tenant("blocked-" + i, 1), 2, NARROW);
        }
        rows.claim(account, 40, 0, epoch);
        narrow("paused_at = now()");
        int free = rows.tenant("free", 0.01);
        rows.waitingFor(free, 3, WIDE);

        assertThat(claim(1)).hasSize(1);
        assertThat(claim(1)).hasSize(1);
        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void whoWasBlockedIsBackInTheFairOrderWithNoTurnsSavedUp() {
        int blocked = rows.tenant("blocked", 1);
        int other = rows.tenant("other", 1);
        rows.waitingFor(blocked, 100, NARROW);
        rows.waitingFor(other, 100, WIDE);
        narrow("paused_at = now()");
        claim(40);

        narrow("paused_at = null");
        for (int i = 0; i < 10; i++) {
            claim(2);
        }

        assertThat(begunByTenant().get(blocked)).isBetween(9L, 11L);
    }

    @Test
    void whereRoomIsScarceItGoesByTurnsAndNotByAge() {
        narrow("slots = 1");
        int flood = rows.tenant("flood", 1);
        int late = rows.tenant("late", 1);
        int elsewhere = rows.tenant("elsewhere", 1);
        rows.waitingFor(flood, 50, NARROW);
        rows.waitingFor(late, 50, NARROW);
        rows.waitingFor(elsewhere, 500, WIDE);

        for (int i = 0; i < 20; i++) {
            claim(5).forEach(rows::ended);
        }

        assertThat(begunByTenant().get(flood)).isBetween(9L, 11L);
        assertThat(begunByTenant().get(late)).isBetween(9L, 11L);
    }

    @Test
    void weightsHoldAlsoWhereTheOfferingIsTheLimit() {
        narrow("slots = 2");
        int heavy = rows.tenant("heavy", 3);
        int light = rows.tenant("light", 1);
        rows.waitingFor(light, 300, NARROW);
        rows.waitingFor(heavy, 300, NARROW);

        for (int i = 0; i < 100; i++) {
            claim(10).forEach(rows::ended);
        }

        assertThat(begunByTenant().get(heavy)).isBetween(143L, 157L);
        assertThat(begunByTenant().get(light)).isBetween(43L, 57L);
    }

    @Test
    void aTenantsShareIsOfThePoolWhateverItAsksFor() {
        int many = rows.tenant("many", 1);
        int one = rows.tenant("one", 1);
        for (int model = 0; model < 5; model++) {
            rows.offering("fal", "m" + model);
            rows.waitingFor(many, 50, "fal:m" + model);
        }
        rows.waitingFor(one, 100, WIDE);

        for (int i = 0; i < 20; i++) {
            claim(5);
        }

        assertThat(begunByTenant().get(one)).isBetween(49L, 51L);
    }

    @Test
    void aTenantsOwnOrderHoldsOverItsOfferings() {
        int tenant = rows.tenant("a", 1);
        List<UUID> first = rows.waitingFor(tenant, 2, WIDE);
        List<UUID> second = rows.waitingFor(tenant, 2, NARROW);

        claim(1);
        claim(1);
        assertThat(begun()).containsExactlyInAnyOrderElementsOf(first);

        claim(2);
        assertThat(begun()).containsAll(second);
    }

    @Test
    void anEmptyLaneIsSwitchedOffAtOnce() {
        rows.waitingFor(rows.tenant("a", 1), 3, WIDE);

        claim(3);

        assertThat(rows.count("select count(*) from lane where backlog")).isZero();
        assertThat(rows.count("select count(*) from claimable_pool")).isZero();
    }

    private void narrow(String what) {
        database.update("update offering set " + what + " where name = ?", NARROW);
    }

    private List<UUID> claim(int most) {
        return rows.claim(account, most, 0, epoch);
    }

    private List<UUID> begun() {
        return database.query("select generation_id from attempt", row -> row.getObject(1, UUID.class));
    }

    private Map<Integer, Long> begunByTenant() {
        return database
                .query(
                        "select tenant_id, count(*) from attempt group by 1",
                        row -> Map.entry(row.getInt(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
