package dev.reelay.worker.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many who spend at the same moment: no budget is overdrawn, none loses count, and nobody waits for ever. */
class BudgetRacesIT {
    private static final List<String> POLICIES = List.of("fail", "resubmit", "hold");

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private Spending spending;
    private List<Integer> accounts;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        spending = new Spending(database);
        accounts = List.of(rows.account("fal", 500), rows.account("runcomfy", 500));
    }

    @AfterEach
    void close() {
        threads.shutdown();
        fresh.close();
    }

    @Test
    void theLastCentIsSpentOnce() throws Exception {
        for (int round = 0; round < 40; round++) {
            int tenant = rows.tenant("t" + round, 1);
            UUID budget = spending.budget(tenant, "day", "0.01", "hold");
            accounts.forEach(account -> spending.waiting(tenant, account, "0.01", 1));
            CyclicBarrier start = new CyclicBarrier(2);

            List<Integer> claimed = together(accounts.stream()
                    .<Callable<Integer>>map(account -> () -> {
                        start.await();
                        return spending.claim(account, 1).size();
                    })
                    .toList());

            assertThat(claimed).containsExactlyInAnyOrder(0, 1);
            assertThat(spending.standing(budget).room()).isEqualTo("0");
        }
    }

    @Test
    void claimsOfManyTenantsWithManyBudgetsDoNotWaitForEachOther() throws Exception {
        for (int n = 0; n < 12; n++) {
            int tenant = rows.tenant("t" + n, 1);
            spending.budget(tenant, "day", "100", "hold");
            spending.budget(tenant, "total", "100", "refuse");
            accounts.forEach(account -> spending.waiting(tenant, account, "0.01", 40));
        }

        List<Integer> claimed = together(IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(n -> () -> {
                    int all = 0;
                    for (int i = 0; i < 30; i++) {
                        all += spending.claim(accounts.get(n % 2), 5).size();
                    }
                    return all;
                })
                .toList());

        assertThat(claimed.stream().mapToInt(n -> n).sum()).isGreaterThan(900);
        assertThat(spending.wrongSums()).isEmpty();
    }

    @Test
    void afterAnyStormEveryBudgetCountsWhatTheLedgerSays() throws Exception {
        List<Integer> tenants = List.of(rows.tenant("a", 1), rows.tenant("b", 2));
        for (int tenant : tenants) {
            spending.budget(tenant, "day", "20", "hold");
            spending.budget(tenant, "fal", "month", "8", "hold");
            spending.budget(tenant, "runcomfy", "total", "12", "refuse");
        }

        // Breakers would end the storm.
        database.update("update offering set breaker_after = 0");
        together(IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(n -> () -> storm(new Random(n), tenants))
                .toList());

        assertThat(spending.wrongSums()).isEmpty();
        assertThat(database.query("select name from budget_standing where room < 0", row -> row.getString(1)))
                .as("no price was exceeded, so no budget was overdrawn")
                .isEmpty();
        assertThat(rows.count("select count(*) from attempt")).isGreaterThan(100);
        assertThat(rows.count(
                        "select count(*) from generation where held_by is not null or error_class = 'over_budget'"))
                .isPositive();
    }

    private int storm(Random random, List<Integer> tenants) {
        List<UUID> ours = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            int account = accounts.get(random.nextInt(2));
            int tenant = tenants.get(random.nextInt(2));
            switch (random.nextInt(9)) {
                case 0, 1 -> {
                    List<UUID> ids = spending.waiting(tenant, account, "0." + (1 + random.nextInt(9)), 4);
                    database.update(
                            "update generation set on_unknown = ? where id = ?",
                            POLICIES.get(random.nextInt(3)),
                            ids.getFirst());
                    if (random.nextInt(3) == 0) {
                        database.query("select cancel_generation(?, ?)", row -> 1, tenant, ids.getLast());
                    }
                }
                case 2, 3 -> ours.addAll(spending.claim(account, 6));
                case 4 -> spending.release();
                case 5 ->
                    database.update(
                            "update budget set amount = amount + ? where id = (select id from budget where tenant_id = ? order by random() limit 1)",
                            BigDecimal.valueOf(random.nextInt(3)),
                            tenant);
                case 6 -> {
                    if (random.nextInt(10) == 0) {
                        spending.budget(tenant, random.nextBoolean() ? "day" : "total", "1000", "hold");
                    }
                }
                default -> comeToSomething(random, ours);
            }
        }
        return ours.size();
    }

    private void comeToSomething(Random random, List<UUID> attempts) {
        for (int n = 0; n < 4 && !attempts.isEmpty(); n++) {
            UUID attempt = attempts.get(random.nextInt(attempts.size()));
            switch (random.nextInt(8)) {
                case 0 -> spending.accept(attempt);
                case 1 -> spending.render(attempt, null);
                case 2 -> spending.render(attempt, "0.05");
                case 3 -> spending.unknown(attempt);
                case 4 -> spending.end(attempt, "FAILED", "provider_failed", random.nextBoolean() ? "0.02" : null);
                case 5 -> spending.end(attempt, "CANCELLED", null, null);
                case 6 -> spending.end(attempt, "REFUSED", "rate_limited", null);
                default -> spending.end(attempt, "FAILED", "timeout", null);
            }
        }
    }

    private <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        List<T> ends = new ArrayList<>();
        for (Future<T> end : threads.invokeAll(tasks)) {
            ends.add(end.get());
        }
        return ends;
    }
}
