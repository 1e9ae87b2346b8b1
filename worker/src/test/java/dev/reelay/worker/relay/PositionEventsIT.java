package dev.reelay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionEventsIT {
    private FreshDatabase fresh;
    private Rows rows;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        rows = new Rows(fresh.database());
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void positionsFollowTheOrderOfEachSubject() throws Exception {
        record(40, 5);
        try (Connection session = fresh.database().open()) {
            while (PositionEvents.position(session, 7) > 0) {
                // Batches smaller than what there is.
            }
        }

        assertThat(rows.count("select count(*) from event_pending")).isZero();
        assertThat(rows.count("select count(*) from event_position")).isEqualTo(200);
        assertThat(rows.count("select max(position) from event_position")).isEqualTo(200);
        assertThat(rows.count("""
                select count(*) from (
                  select e.number, row_number() over (partition by e.subject_id order by p.position) as n
                  from event_position p join event e on e.id = p.event_id) x
                where x.number <> x.n""")).isZero();
    }

    @Test
    void twoRelaysAtOnceSkipNothingAndPlaceNothingTwice() throws Exception {
        record(100, 4);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Integer> relay = () -> {
                try (Connection session = fresh.database().open()) {
                    int placed = 0;
                    for (int more = 1; more > 0; placed += more) {
                        more = PositionEvents.position(session, 9);
                    }
                    return placed;
                }
            };
            int placed = 0;
            for (Future<Integer> one : threads.invokeAll(java.util.List.of(relay, relay))) {
                placed += one.get();
            }
            assertThat(placed).isEqualTo(400);
        }
        assertThat(rows.count("select max(position) from event_position")).isEqualTo(400);
        assertThat(rows.count("select count(distinct event_id) from event_position"))
                .isEqualTo(400);
    }

    /** Subjects in parallel, each one's events in turn. */
    private void record(int subjects, int events) throws Exception {
        int tenant = rows.tenant("a", 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> subject = () -> {
                String id = java.util.UUID.randomUUID().toString();
                for (int number = 1; number <= events; number++) {
                    fresh.database()
                            .query(
                                    "select record_event(?, 'generation', ?::uuid, ?, 'generation.accepted', '{}')",
                                    row -> row.getString(1),
                                    tenant,
                                    id,
                                    number);
                }
                return true;
            };
            for (Future<Boolean> done : threads.invokeAll(
                    IntStream.range(0, subjects).mapToObj(n -> subject).toList())) {
                done.get();
            }
        }
    }
}
