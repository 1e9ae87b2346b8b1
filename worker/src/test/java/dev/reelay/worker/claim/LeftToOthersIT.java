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

/** What one attempt, one refusal or one old worker keeps from the others, and what it does not. */
class LeftToOthersIT {
    private static final String RAY = "fal:ray-2";
    private static final String LTX = "fal:ltx-2";

    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private int fal;
    private int tenant;
    private long epoch;

    @BeforeEach
    void oneAccountForTwoOfferings() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        fal = rows.account("fal", 1);
        rows.offering("fal", "ltx-2");
        tenant = rows.tenant("a", 1);
        epoch = rows.assigned(0, "worker");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    private List<UUID> claim() {
        return rows.claim(fal, 10, 0, epoch);
    }

    private String claimedOffering() {
        UUID attempt = claim().getFirst();
        String offering = rows.text("select offering from attempt where id = '" + attempt + "'");
        rows.settled(attempt, "REFUSED", "account", "unauthorized");
        return offering;
    }

    private void probeIsDue() {
        database.update("update account set probe_at = clock_timestamp()");
    }

    @Test
    void anAttemptPastItsLongestRenderHoldsNoSlot() {
        rows.waitingFor(tenant, 2, RAY);
        UUID first = claim().getFirst();
        rows.taken(first);
        assertThat(claim()).isEmpty();

        database.update("update attempt set overdue_at = clock_timestamp() where id = ?", first);

        assertThat(claim()).hasSize(1);
        assertThat(claim()).isEmpty();
        assertThat(rows.text("select taken from account_standing")).isEqualTo("1");
    }

    @Test
    void whetherTheKeyOrTheOfferingIsRefusedIsToldByAnother() {
        rows.waitingFor(tenant, 1, RAY);
        rows.waitingFor(tenant, 1, LTX);
        assertThat(claimedOffering()).isEqualTo(RAY);
        assertThat(claim()).as("the account is out").isEmpty();

        probeIsDue();
        UUID probe = claim().getFirst();

        assertThat(rows.text("select offering from attempt where id = '" + probe + "'"))
                .isEqualTo(LTX);
        rows.taken(probe);
        assertThat(rows.text("select out_reason is null and out_for = '{}' from account"))
                .isEqualTo("t");
    }

    @Test
    void aKeyThatNoOfferingGetsIsTriedByTurnsOfTheTenant() {
        rows.waitingFor(tenant, 1, RAY);
        rows.waitingFor(tenant, 1, LTX);
        assertThat(claimedOffering()).isEqualTo(RAY);
        probeIsDue();
        assertThat(claimedOffering()).isEqualTo(LTX);

        probeIsDue();

        assertThat(claimedOffering()).isEqualTo(RAY);
    }

    @Test
    void whatThisWorkerDoesNotKnowIsLeftToThoseThatDo() {
        rows.waitingFor(tenant, 1, RAY);
        rows.waitingFor(tenant, 1, LTX);

        assertThat(claimKnowing(LTX)).containsExactly(LTX);
        assertThat(rows.text("select state from generation where offering = '" + RAY + "'"))
                .isEqualTo("QUEUED");
    }

    private List<String> claimKnowing(String offering) {
        return database.query(
                "select offering from claim((select pool_id from account where id = ?), 10, 0, ?, interval '5 s',"
                        + " interval '60 s', null, null, array[?])",
                row -> row.getString(1),
                fal,
                epoch,
                offering);
    }
}
