package dev.reelay.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimIT {
    private FreshDatabase fresh;
    private Database database;
    private Rows rows;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void aClaimTakesNoMoreThanTheFreeSlots() {
        int account = rows.account("fal", 5);
        rows.waiting(rows.tenant("a", 1), account, 20);
        long epoch = rows.assigned(0, "worker");

        assertThat(rows.claim(account, 3, 0, epoch)).hasSize(3);
        assertThat(rows.claim(account, 100, 0, epoch)).hasSize(2);
        assertThat(rows.claim(account, 100, 0, epoch)).isEmpty();
    }

    @Test
    void manyClaimersNeverExceedTheSlotsAndClaimNothingTwice() throws Exception {
        int account = rows.account("fal", 25);
        rows.waiting(rows.tenant("a", 1), account, 400);
        long epoch = rows.assigned(0, "worker");
        List<UUID> claimed = Collections.synchronizedList(new ArrayList<>());

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> claimer = () -> {
                for (int i = 0; i < 40; i++) {
                    claimed.addAll(rows.claim(account, 3, 0, epoch));
                    assertThat(inFlight()).isLessThanOrEqualTo(25);
                    endOne();
                }
                return true;
            };
            for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(8, claimer))) {
                done.get();
            }
        }

        assertThat(new HashSet<>(claimed)).hasSize(claimed.size());
        assertThat(claimed).hasSizeGreaterThan(25);
        assertThat(rows.count("select count(*) - count(distinct generation_id) from attempt"))
                .isZero();
    }

    @Test
    void tenantsShareByWeight() {
        int account = rows.account("fal", 1000);
        int heavy = rows.tenant("heavy", 3);
        int light = rows.tenant("light", 1);
        rows.waiting(heavy, account, 600);
        rows.waiting(light, account, 600);
        long epoch = rows.assigned(0, "worker");

        for (int i = 0; i < 80; i++) {
            rows.claim(account, 5, 0, epoch);
        }

        assertThat(rows.count("select count(*) from attempt where tenant_id = " + heavy))
                .isEqualTo(300);
        assertThat(rows.count("select count(*) from attempt where tenant_id = " + light))
                .isEqualTo(100);
    }

    @Test
    void aNewcomerBehindAFloodIsInTheNextClaim() {
        int account = rows.account("fal", 1000);
        rows.waiting(rows.tenant("flood", 1), account, 800);
        long epoch = rows.assigned(0, "worker");
        rows.claim(account, 100, 0, epoch);
        int newcomer = rows.tenant("newcomer", 1);
        rows.waiting(newcomer, account, 1);

        rows.claim(account, 2, 0, epoch);

        assertThat(rows.count("select count(*) from attempt where tenant_id = " + newcomer))
                .isOne();
    }

    @Test
    void aCoolDownStopsClaims() {
        int account = rows.account("fal", 5);
        rows.waiting(rows.tenant("a", 1), account, 5);
        long epoch = rows.assigned(0, "worker");

        database.update("update account set cooldown_until = clock_timestamp() + interval '1 hour'");

        assertThat(rows.claim(account, 5, 0, epoch)).isEmpty();
    }

    @Test
    void anOldEpochClaimsNothing() {
        int account = rows.account("fal", 5);
        rows.waiting(rows.tenant("a", 1), account, 5);
        long old = rows.assigned(0, "first");
        rows.assigned(0, "second");

        assertThat(rows.claim(account, 5, 0, old)).isEmpty();
    }

    @Test
    void anAssignmentTakesTheOpenAttemptsOfItsPartition() {
        int account = rows.account("fal", 5);
        rows.waiting(rows.tenant("a", 1), account, 2);
        rows.claim(account, 5, 7, rows.assigned(7, "first"));

        long epoch = rows.assigned(7, "second");

        assertThat(rows.count("select count(*) from attempt where partition = 7 and epoch = " + epoch))
                .isEqualTo(2);
    }

    @Test
    void whatIsNotReceivedIsNotClaimed() {
        int account = rows.account("fal", 5);
        List<UUID> ids = rows.accepted(rows.tenant("a", 1), account, 1);
        long epoch = rows.assigned(0, "worker");

        assertThat(rows.claim(account, 5, 0, epoch)).isEmpty();
        assertThat(receive(ids)).containsExactly(account);
        assertThat(receive(ids)).as("a repeated record").isEmpty();
        assertThat(rows.claim(account, 5, 0, epoch)).hasSize(1);
    }

    @Test
    void everyClaimIsAnEvent() {
        int account = rows.account("fal", 5);
        rows.waiting(rows.tenant("a", 1), account, 3);

        rows.claim(account, 5, 0, rows.assigned(0, "worker"));

        assertThat(rows.count("select count(*) from event where type = 'attempt.started' and number = 2"))
                .isEqualTo(3);
        assertThat(rows.count("select count(*) from event_pending")).isEqualTo(3);
    }

    private List<Integer> receive(List<UUID> ids) {
        return database.query("select receive(?, interval '1 minute')", row -> row.getInt(1), SqlArray.of("uuid", ids));
    }

    private long inFlight() {
        return rows.count("select count(*) from attempt where verdict_at is null");
    }

    private void endOne() {
        database.update("""
                update attempt set verdict_at = now(), done_at = now(), state = 'SUCCEEDED' where id = (
                  select id from attempt where verdict_at is null limit 1 for update skip locked)""");
    }
}
