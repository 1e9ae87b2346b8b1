package dev.reelay.worker.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.CatalogLoader;
import dev.reelay.database.Database;
import dev.reelay.worker.membership.Tenures;
import dev.reelay.worker.membership.TestTenures;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepIT {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Findings findings = new Findings(meters);
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
    void whatIsBeyondItsDeadlineIsEndedWhereverItStands() {
        UUID claimed = claimed(0);
        UUID storing = claimed(0);
        UUID inTime = claimed(0);
        UUID waiting = rows.waiting(tenant, account, 1).getFirst();
        database.update("update generation set finish_by = now() - interval '1 s' where id <> ?", inTime);
        database.update("update generation set finish_by = now() + interval '1 h' where id = ?", inTime);
        database.update("update generation set state = 'STORING' where id = ?", storing);
        UUID toStart = rows.waiting(tenant, account, 1).getFirst();
        database.update("update generation set start_by = now() - interval '1 s' where id in (?, ?)", toStart, inTime);

        EndOverdue sweeper = new EndOverdue(database, findings);
        sweeper.end();
        sweeper.end();

        assertThat(states(waiting, claimed, storing, inTime, toStart))
                .containsExactly("FAILED timeout", "FAILED timeout", "STORING", "RUNNING", "FAILED timeout");
        assertThat(rows.count("select count(*) from event where type = 'generation.failed'"))
                .as("announced once each")
                .isEqualTo(3);
        assertThat(found("deadline")).isEqualTo(3);
    }

    @Test
    void whatABudgetHoldsEndsAtItsDeadlineOrGoesOnWhenTheBudgetIsNoMore() {
        database.query(
                "select create_budget(?, 10, 'none', null, null, null, 'total', 0, 'USD', 'hold')", row -> 1, tenant);
        UUID late = rows.waiting(tenant, account, 1).getFirst();
        UUID held = rows.waiting(tenant, account, 1).getFirst();
        database.update("update generation set price = 1, start_by = now() + interval '1 h'");
        rows.claim(account, 2, 0, rows.assigned(0, "test"));
        ReleaseHeld releasing = new ReleaseHeld(database, new OneAtATime(database));
        releasing.release();
        assertThat(rows.count("select count(*) from generation where held_by is not null"))
                .isEqualTo(2);

        database.update("update generation set start_by = now() - interval '1 s' where id = ?", late);
        new EndOverdue(database, findings).end();
        database.update("update budget set closed_at = now()");
        releasing.release();

        assertThat(states(late, held)).containsExactly("FAILED timeout", "QUEUED");
        assertThat(rows.claim(account, 2, 0, rows.assigned(0, "test"))).hasSize(1);
    }

    @Test
    void attemptsLongPastTheirTimeAreMovedWhoeverShouldRunThem() {
        UUID overdue = claimed(1);
        UUID accepted = claimed(1);
        UUID late = claimed(1);
        UUID stored = claimed(1);
        database.update("update attempt set answer_before = now() - interval '3 h'");
        database.update(
                "update attempt set state = 'ACCEPTED', accepted_at = now() - interval '2 min' where generation_id = ?",
                accepted);
        database.update("update attempt set answer_before = now() - interval '3 min' where generation_id = ?", late);
        database.update("update attempt set state = 'SUCCEEDED', verdict_at = now() where generation_id = ?", stored);

        adopting(TestTenures.holding(database, 0)).adopt();

        assertThat(place(overdue)).startsWith("0@");
        assertThat(List.of(place(accepted), place(late), place(stored))).allMatch(place -> place.startsWith("1@"));
    }

    @Test
    void ofManySweepersOneMovesAnAttempt() throws Exception {
        for (int n = 0; n < 30; n++) {
            claimed(7);
        }
        database.update("update attempt set answer_before = now() - interval '3 h'");
        List<AdoptOrphans> sweepers = List.of(
                adopting(TestTenures.holding(database, 0)),
                adopting(TestTenures.holding(database, 1)),
                adopting(TestTenures.holding(database, 2)));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(sweepers.stream()
                    .map(sweeper -> Executors.callable(sweeper::adopt))
                    .toList());
        }

        assertThat(found("orphaned_attempt")).isEqualTo(30);
        assertThat(rows.count("select count(*) from attempt where partition = 7"))
                .isZero();
    }

    @Test
    void whatWaitsForWhatIsBlockedGoesOnElsewhereAndIsCounted() {
        rows.account("runcomfy", 10);
        rows.waitingFor(tenant, 600, "fal:ray-2", "runcomfy:ray-2");
        RerouteBlocked sweeper = new RerouteBlocked(database, new OneAtATime(database), meters);
        sweeper.reroute();
        assertThat(rerouted()).isZero();

        database.update("update account set paused_at = now() where provider = 'fal'");
        sweeper.reroute();

        assertThat(rerouted()).isEqualTo(600);
        assertThat(rows.count("select count(*) from generation where offering = 'runcomfy:ray-2' and waiting"))
                .isEqualTo(600);
    }

    private double rerouted() {
        return meters.get("reelay.requests.rerouted").counter().count();
    }

    @Test
    void theOldestIsFoundByAnIndex() {
        database.update("set enable_seqscan = off");
        List<String> plan = database.query(
                "explain select accepted_at from generation where ended_at is null order by id limit 1",
                row -> row.getString(1));

        assertThat(String.join("\n", plan)).contains("generation_open");
    }

    private AdoptOrphans adopting(Tenures tenures) {
        return new AdoptOrphans(database, tenures, CatalogLoader.load(null, Map.of()), Often.USUAL, findings);
    }

    private UUID claimed(int partition) {
        UUID generation = rows.waiting(tenant, account, 1).getFirst();
        long epoch = rows.assigned(partition, "test");
        rows.claim(account, 1, partition, epoch);
        return generation;
    }

    private List<String> states(UUID... generations) {
        return java.util.Arrays.stream(generations)
                .map(id -> database.query(
                                "select concat_ws(' ', state, error_class) from generation where id = ?",
                                row -> row.getString(1),
                                id)
                        .getFirst())
                .toList();
    }

    private String place(UUID generation) {
        return database.query(
                        "select partition || '@' || epoch from attempt where generation_id = ?",
                        row -> row.getString(1),
                        generation)
                .getFirst();
    }

    private double found(String kind) {
        return meters.counter("reelay.sweep.found", "kind", kind).count();
    }
}
