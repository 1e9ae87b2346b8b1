package dev.reelay.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything that touches accounts, offerings, lanes and waiting rows, all at once for some seconds: nothing waits in a
 * ring, no limit is exceeded, nothing is bought at another's account, and what waited is not forgotten.
 */
class ClaimStormIT {
    private static final List<String> PROVIDERS = List.of("fal", "runcomfy");
    private static final List<String> MODELS = List.of("a", "b", "c");
    private static final long NANOS = 6_000_000_000L;

    private static final List<String> TO_ACCOUNTS = List.of(
            "cooldowns = cooldowns + 1, cooldown_until = clock_timestamp() + interval '11 s'",
            "cooldown_until = null, probe_at = clock_timestamp()",
            "out_reason = null",
            "paused_at = case when paused_at is null then now() end",
            "start_every = case when start_every is null then interval '3 ms' end");
    private static final List<String> TO_OFFERINGS =
            List.of("open_until = clock_timestamp()", "paused_at = case when paused_at is null then now() end");

    private final AtomicBoolean over = new AtomicBoolean();
    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private List<Integer> tenants;
    private List<Integer> accounts;
    private List<Integer> offerings;
    private long epoch;

    @BeforeEach
    void twoPools() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        accounts = new ArrayList<>();
        offerings = new ArrayList<>();
        for (String provider : PROVIDERS) {
            accounts.add(rows.account(provider, "first", 8));
            accounts.add(rows.account(provider, "second", 5));
            MODELS.forEach(model -> offerings.add(rows.offering(provider, model)));
        }
        database.update("update offering set slots = 4 where name like '%:a'");
        tenants = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tenants.add(rows.tenant("tenant-" + i, i + 1.0));
        }
        epoch = rows.assigned(0, "worker");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void nothingWaitsInARingAndNothingIsLeftBehind() throws Exception {
        List<Runnable> storm = new ArrayList<>();
        Collections.addAll(storm, this::receive, this::receive, this::claim, this::claim, this::claim);
        Collections.addAll(
                storm, this::acceptMany, this::acceptMany, this::settleOne, this::settleOne, this::settleOne);
        Collections.addAll(storm, this::moveOn, this::disturb, this::disturb, this::endMany);
        try (ExecutorService threads = Executors.newFixedThreadPool(storm.size() + 1)) {
            List<Future<?>> running = new ArrayList<>();
            storm.forEach(step -> running.add(threads.submit(() -> untilOver(step))));
            running.add(threads.submit(this::endAfterAWhile));
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertThat(rows.count("select deadlocks from pg_stat_database where datname = current_database()"))
                .isZero();
        assertThat(rows.count("select count(*) from attempt")).isGreaterThan(200);
        assertThat(rows.count("""
                select count(*) from attempt t join account a on a.id = t.account_id join offering o on o.id = t.offering_id
                where a.provider <> t.provider or o.name <> t.offering or o.pool_id <> a.pool_id""")).isZero();
        assertThat(rows.count("select count(*) - count(distinct (generation_id, number)) from attempt"))
                .isZero();
        assertThatAllThatWaitsIsClaimedWhenItMay();
    }

    private void untilOver(Runnable step) {
        while (!over.get()) {
            step.run();
        }
    }

    private void endAfterAWhile() {
        long end = System.nanoTime() + NANOS;
        try {
            while (System.nanoTime() - end < 0) {
                assertThat(overfilled()).isEmpty();
            }
        } finally {
            over.set(true);
        }
    }

    private void assertThatAllThatWaitsIsClaimedWhenItMay() {
        database.update("update attempt set verdict_at = now(), done_at = now() where done_at is null");
        database.update(
                "update account set slots = 100000, cooldown_until = null, out_reason = null, paused_at = null, start_every = null");
        database.update(
                "update offering set slots = null, paused_at = null, opened_at = null, failures = 0, probe = null");
        while (accounts.stream()
                .anyMatch(account -> !rows.claim(account, 100, 0, epoch).isEmpty())) {
            // There was more.
        }
        assertThat(rows.count("select count(*) from generation where waiting")).isZero();
        assertThat(rows.count("select count(*) from lane where backlog")).isZero();
    }

    private void receive() {
        if (rows.count("select count(*) from generation where waiting") > 600) {
            Thread.onSpinWait();
            return;
        }
        String model = any(MODELS);
        List<String> candidates = new ArrayList<>(
                PROVIDERS.stream().map(provider -> provider + ":" + model).toList());
        Collections.shuffle(candidates, ThreadLocalRandom.current());
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.addAll(rows.acceptedFor(any(tenants), 2, candidates.toArray(String[]::new)));
            ids.addAll(rows.acceptedFor(any(tenants), 2, any(PROVIDERS) + ":" + any(MODELS)));
        }
        Collections.shuffle(ids, ThreadLocalRandom.current());
        database.query("select receive(?, interval '1 minute')", row -> row.getInt(1), SqlArray.of("uuid", ids));
    }

    private void claim() {
        rows.claim(any(accounts), ThreadLocalRandom.current().nextInt(1, 8), 0, epoch);
    }

    private void acceptMany() {
        database.query("""
                with a_few as (select id from attempt where state = 'SUBMITTING' order by random() limit 5),
                  kept as materialized (
                    select id, accept_attempt(id, jsonb_build_object('id', uuidv7()), null) as kept
                    from (select id from a_few order by id) x),
                  learnt as materialized (select learn_health(array_agg(id), 'taken') from kept where kept)
                select 1 from kept, learnt""", row -> 1);
    }

    private record End(String state, String effect, String errorClass) {}

    private static final List<End> ENDS = List.of(
            new End("NOT_SENT", "rest", "unavailable"),
            new End("NOT_SENT", "requeue", "unavailable"),
            new End("REFUSED", "retry", "unavailable"),
            new End("REFUSED", "account", "out_of_credit"),
            new End("REFUSED", "move", "provider_failed"),
            new End("FAILED", "move", "provider_failed"),
            new End("UNKNOWN", "unknown", "submit_outcome_unknown"),
            new End("FAILED", "fail", "moderated"));

    private void settleOne() {
        End end = any(ENDS);
        database.query(
                        "select id from attempt where verdict_at is null order by random() limit 1",
                        row -> row.getObject(1, UUID.class))
                .forEach(attempt -> rows.settled(attempt, end.state(), end.effect(), end.errorClass()));
    }

    private void moveOn() {
        database.query("select reroute_blocked(20)", row -> row.getInt(1));
    }

    private void disturb() {
        database.update("update account set " + any(TO_ACCOUNTS) + " where id = ?", any(accounts));
        database.update("update offering set " + any(TO_OFFERINGS) + " where id = ?", any(offerings));
        database.query("""
                select 1 from (select any_value(provider) as provider, jsonb_agg(jsonb_build_object('name', name, 'slots', slots,
                  'weight', weight, 'base_url', 'b', 'key_mark', 'k')) as of_it from account where provider = ?) a,
                  register_provider(a.provider, a.of_it, array[a.provider || ':a'])""", row -> 1, any(PROVIDERS));
    }

    /** Marked, since one that was given up and is accepted after all takes its slot again, whether or not it is free. */
    private void endMany() {
        database.update("""
                update attempt set state = case state when 'ACCEPTED' then 'SUCCEEDED' else state end, verdict_at = now(),
                  done_at = now(), doubted_at = case state when 'UNKNOWN' then now() end
                where id = any (array(select id from attempt where state in ('ACCEPTED', 'UNKNOWN') and verdict_at is null
                  order by id for update skip locked))""");
    }

    private List<String> overfilled() {
        return database.query("""
                with held as (select account_id, offering_id from attempt where verdict_at is null and doubted_at is null)
                select a.name || ' ' || count(*) || '/' || a.slots from held join account a on a.id = account_id
                group by a.id having count(*) > a.slots
                union all
                select o.name || ' ' || count(*) || '/' || o.slots from held join offering o on o.id = offering_id
                group by o.id having count(*) > o.slots""", row -> row.getString(1));
    }

    private static <T> T any(List<T> of) {
        return of.get(ThreadLocalRandom.current().nextInt(of.size()));
    }
}
