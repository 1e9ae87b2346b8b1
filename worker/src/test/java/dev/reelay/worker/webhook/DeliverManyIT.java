package dev.reelay.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.testing.FreshDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many endpoints of which some hang and some fail. A short form runs in every build; with {@code -Dreelay.measure=true} it is
 * 100,000 events to 200 endpoints, and prints its figures.
 */
class DeliverManyIT {
    private static final boolean MEASURE = Boolean.getBoolean("reelay.measure");
    private static final int ENDPOINTS = MEASURE ? 200 : 40;
    private static final int EVENTS = MEASURE ? 100_000 : 1_000;
    private static final int PER_SECOND = MEASURE ? 800 : 400;
    private static final int BATCH = 10;

    private FreshDatabase fresh;
    private volatile boolean ended;
    private volatile @Nullable Engine engine;
    private Thread relay;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        ended = false;
        Database database = fresh.database();
        relay = Thread.ofPlatform().start(() -> {
            while (!ended) {
                int positioned = database.query("select position_events(500)", row -> row.getInt(1))
                        .getFirst();
                Engine told = engine;
                if (positioned > 0 && told != null) {
                    told.wake();
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        ended = true;
        relay.join();
        fresh.close();
    }

    @Test
    void badReceiversDelayNoHealthyOne() throws Exception {
        List<Long> alone = atARate(false);
        List<Long> amongBad = atARate(true);
        System.out.printf(
                "delay of deliveries to healthy endpoints, ms p50/p99: alone %d/%d, with a tenth that hangs and a tenth that fails %d/%d%n",
                at(alone, 0.5), at(alone, 0.99), at(amongBad, 0.5), at(amongBad, 0.99));
        // In a build of two modules at once only what is far off means anything.
        double times = MEASURE ? 1.5 : 5;
        assertThat((double) at(amongBad, 0.99)).isLessThan(Math.max(times * at(alone, 0.99), MEASURE ? 0 : 2000));
    }

    @Test
    void aBacklogIsWorkedOff() throws Exception {
        try (Crowd crowd = new Crowd(false);
                OutgoingHttp http = Outside.crowded(crowd.port())) {
            List<Subscriptions> all = subscribe(crowd);
            happen(all, EVENTS, 0);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> all.getFirst().count("select count(*) from event_pending") == 0);
            long begin = System.nanoTime();
            try (Engine deliveries = new Engine(fresh.database(), http, Map.of())) {
                engine = deliveries.start();
                Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> crowd.taken() == EVENTS);
                double seconds = (System.nanoTime() - begin) / 1e9;
                Runtime machine = Runtime.getRuntime();
                System.out.printf(
                        "%d deliveries in %.1f s, %.0f a second; heap of the whole test %d MiB%n",
                        EVENTS, seconds, EVENTS / seconds, (machine.totalMemory() - machine.freeMemory()) >> 20);
                assertThat(EVENTS / seconds).isGreaterThan(MEASURE ? 1000 : 50);
            }
        }
    }

    private List<Long> atARate(boolean someAreBad) throws Exception {
        try (Crowd crowd = new Crowd(someAreBad);
                OutgoingHttp http = Outside.crowded(crowd.port());
                Engine deliveries = new Engine(fresh.database(), http, Map.of())) {
            engine = deliveries.start();
            List<Subscriptions> all = subscribe(crowd);
            happen(all, EVENTS, PER_SECOND);
            long well = 0;
            for (int n = 0; n < EVENTS / BATCH; n++) {
                well += crowd.isWell(n % ENDPOINTS) ? BATCH : 0;
            }
            long expected = well;
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> crowd.taken() == expected);
            fresh.database().update("delete from delivery_due");
            fresh.database().update("delete from webhook_endpoint");
            return crowd.delays();
        }
    }

    /** A tenant for each endpoint. */
    private List<Subscriptions> subscribe(Crowd crowd) {
        return IntStream.range(0, ENDPOINTS)
                .mapToObj(n -> {
                    Subscriptions tenant = new Subscriptions(fresh.database());
                    tenant.endpoint(crowd.at(n));
                    return tenant;
                })
                .toList();
    }

    /** So many events, ten of one request at once, one tenant after the other; as fast as can be when no rate is given. */
    private void happen(List<Subscriptions> tenants, int count, int perSecond) {
        long begin = System.nanoTime();
        for (int n = 0; n < count / BATCH; n++) {
            fresh.database()
                    .query(
                            """
                            select count(record_event(?, 'generation', uuidv7(), n, 'attempt.started', '{"status": "in_progress"}'))
                            from generate_series(1, ?) n""",
                            row -> row.getLong(1),
                            tenants.get(n % tenants.size()).tenant(),
                            BATCH);
            if (perSecond > 0) {
                long due = begin + (n + 1L) * BATCH * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            }
        }
    }

    private static long at(List<Long> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * sorted.size())));
    }
}
