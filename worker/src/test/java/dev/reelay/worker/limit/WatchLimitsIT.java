package dev.reelay.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.database.Database;
import dev.reelay.limit.TestLimits;
import dev.reelay.worker.relay.RelayRole;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchLimitsIT {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private int account;
    private int tenant;
    private long epoch;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        account = rows.account("fal", 5);
        rows.account("runcomfy", 7);
        rows.offering("fal", "sick");
        tenant = rows.tenant("a", 1);
        epoch = rows.assigned(0, "worker");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void whatIsWaitedForIsToldByProviderAndReason() {
        rows.waitingFor(tenant, 8, "fal:ray-2");
        rows.claim(account, 5, 0, epoch);
        rows.waitingFor(tenant, 4, "fal:sick");
        database.update(
                "update offering set opened_at = now(), open_until = now() + interval '1 min' where name = 'fal:sick'");
        rows.waitingFor(tenant, 2, "runcomfy:ray-2");
        rows.acceptedFor(tenant, 6, "runcomfy:ray-2");

        look();

        assertThat(waiting("fal", "slot")).isEqualTo(3);
        assertThat(waiting("fal", "breaker")).isEqualTo(4);
        assertThat(waiting("runcomfy", "turn")).isEqualTo(2);
        assertThat(waiting("runcomfy", "not_yet_received")).isEqualTo(6);
        assertThat(meters.get("reelay.breaker.open")
                        .tag("offering", "fal:sick")
                        .gauge()
                        .value())
                .isOne();
        assertThat(meters.get("reelay.breaker.open")
                        .tag("offering", "fal:ray-2")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void whatIsWaitedForNoMoreIsToldNoMore() {
        rows.waitingFor(tenant, 1, "fal:ray-2");
        WatchLimits watch = look();
        assertThat(waiting("fal", "turn")).isOne();
        rows.claim(account, 1, 0, epoch);

        // A look is made the less often the longer it takes.
        await().untilAsserted(() -> {
            watch.look();
            assertThat(meters.find("reelay.requests.waiting").gauges()).isEmpty();
        });
    }

    @Test
    void accountsTellTheirSlotsAndWhetherTheyAreOut() {
        rows.waitingFor(tenant, 2, "fal:ray-2");
        List<UUID> begun = rows.claim(account, 2, 0, epoch);
        rows.settled(begun.getFirst(), "REFUSED", "account", "out_of_credit");

        look();

        assertThat(of("reelay.account.in.flight", "fal")).isOne();
        assertThat(of("reelay.account.slots", "fal")).isEqualTo(5);
        assertThat(of("reelay.account.out", "fal")).isOne();
        assertThat(of("reelay.account.out", "runcomfy")).isZero();
    }

    @Test
    void anAccountThatIsOutIsToldOfOnceWithWhatToDoAndOnceWhenItIsBack() {
        List<String> said = new ArrayList<>();
        try (Listener listener = new Listener(said)) {
            AlarmAccounts alarm = new AlarmAccounts(database);
            alarm.tell();
            database.query(
                    "select 1 from take_account_out(?, 'out_of_credit', 'Exhausted balance')", row -> 1, account);
            alarm.tell();
            alarm.tell();
            database.query("select 1 from bring_account_back(?)", row -> 1, account);
            alarm.tell();
            alarm.tell();
            assertThat(listener).isNotNull();
        }

        assertThat(said).hasSize(2);
        assertThat(said.getFirst())
                .startsWith("SEVERE")
                .contains("add some there")
                .contains("PATCH /v1/accounts/fal/default")
                .contains("provider=fal account=default reason=out_of_credit: Exhausted balance");
        assertThat(said.getLast()).isEqualTo("INFO an account is used again, provider=fal account=default");
    }

    /** What the alarm says, whichever log manager the tests run with. */
    private static final class Listener extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger(AlarmAccounts.class.getName());
        private final List<String> said;

        Listener(List<String> said) {
            this.said = said;
            setLevel(Level.ALL);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            Object[] values = record.getParameters();
            String level = record.getLevel().intValue() >= Level.SEVERE.intValue() ? "SEVERE" : "INFO";
            said.add(level + " " + (values == null ? record.getMessage() : String.format(record.getMessage(), values)));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    private WatchLimits look() {
        WatchLimits watch = new WatchLimits(TestLimits.in(database), RelayRole.held(), meters);
        watch.look();
        return watch;
    }

    private double waiting(String provider, String reason) {
        return meters.get("reelay.requests.waiting")
                .tags("provider", provider, "reason", reason)
                .gauge()
                .value();
    }

    private double of(String meter, String provider) {
        Gauge gauge = meters.get(meter).tag("provider", provider).gauge();
        return gauge.value();
    }
}
