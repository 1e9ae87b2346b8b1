package dev.reelay.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.account.Accounts;
import dev.reelay.account.TestAccounts;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.database.Database;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is tried without an end, and a crowd that is refused together counts once. */
class BoundedTriesIT {
    private static final String FAL = "fal:ray-2";
    private static final String RUNCOMFY = "runcomfy:ray-2";

    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private int fal;
    private int tenant;
    private long epoch;

    @BeforeEach
    void twoProviders() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        fal = rows.account("fal", 100);
        rows.account("runcomfy", 100);
        tenant = rows.tenant("a", 1);
        epoch = rows.assigned(0, "worker");
        database.update("update offering set breaker_after = 0");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    private UUID begun() {
        return rows.claim(fal, 1, 0, epoch).getFirst();
    }

    private String state(UUID generation) {
        return rows.text("select state || ' ' || provider from generation where id = '" + generation + "'");
    }

    @Test
    void whatIsRefusedFiftyTimesGoesOnToTheNext() {
        UUID generation = rows.waitingFor(tenant, 1, FAL, RUNCOMFY).getFirst();
        for (int n = 0; n < 49; n++) {
            rows.settled(begun(), "REFUSED", "retry", "rate_limited");
            assertThat(state(generation)).isEqualTo("QUEUED fal");
        }

        rows.settled(begun(), "REFUSED", "retry", "rate_limited");

        assertThat(state(generation)).isEqualTo("QUEUED runcomfy");
    }

    @Test
    void whoLosesEveryAnswerIsNotPaidForEver() {
        UUID generation = rows.waitingFor(tenant, 1, FAL).getFirst();
        database.update("update generation set on_unknown = 'resubmit'");
        for (int n = 0; n < 4; n++) {
            rows.settled(begun(), "UNKNOWN", "unknown", "submit_outcome_unknown");
            assertThat(state(generation)).isEqualTo("QUEUED fal");
        }

        rows.settled(begun(), "UNKNOWN", "unknown", "submit_outcome_unknown");

        assertThat(state(generation)).isEqualTo("FAILED fal");
    }

    @Test
    void manyThatAreRefusedTogetherLetAnAccountRestOnce() {
        Accounts accounts = TestAccounts.none(CatalogLoader.load(null, Map.of()), database);
        for (int n = 0; n < 10; n++) {
            accounts.coolDown(fal, null, "rate_limited");
        }
        assertThat(rest()).isEqualTo(List.of("1 true"));

        database.update("update account set cooldown_until = now()");
        accounts.coolDown(fal, null, "rate_limited");

        assertThat(rest()).isEqualTo(List.of("2 true"));
    }

    private List<String> rest() {
        return database.query(
                "select cooldowns || ' ' || (cooldown_until between clock_timestamp() and clock_timestamp() + interval '2 s')"
                        + " from account where id = ?",
                row -> row.getString(1),
                fal);
    }
}
