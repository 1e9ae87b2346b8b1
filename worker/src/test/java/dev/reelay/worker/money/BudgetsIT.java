package dev.reelay.worker.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.money.Spending.Standing;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetsIT {
    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private Spending spending;
    private int account;
    private int tenant;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        spending = new Spending(database);
        account = rows.account("fal", 100);
        tenant = rows.tenant("a", 1);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void aClaimTakesWhatThereIsRoomForAndTheRestIsHeld() {
        UUID budget = spending.budget(tenant, "day", "1", "hold");
        spending.waiting(tenant, account, "0.3", 5);
        assertThat(spending.standing(budget)).isEqualTo(new Standing("1.5", "0", "0", "0", "1"));

        assertThat(spending.claim(account, 100)).hasSize(3);

        assertThat(spending.standing(budget)).isEqualTo(new Standing("0.6", "0.9", "0", "0", "0.1"));
        assertThat(spending.states()).containsExactly("2 QUEUED held", "3 RUNNING");
        assertThat(database.query(
                        "select data ->> 'reason', (data ->> 'renews_at')::timestamptz > now() from event where type = 'generation.held'",
                        row -> row.getString(1) + " " + row.getBoolean(2)))
                .containsExactly("budget true", "budget true");
    }

    @Test
    void aBudgetThatRefusesFailsThemForGood() {
        spending.budget(tenant, "total", "0.5", "refuse");
        List<UUID> ids = spending.waiting(tenant, account, "0.3", 2);

        assertThat(spending.claim(account, 100)).hasSize(1);

        assertThat(spending.state(ids.getFirst())).isEqualTo("RUNNING");
        assertThat(spending.state(ids.getLast())).isEqualTo("FAILED over_budget");
        assertThat(database.query(
                        "select data ->> 'owed' from event where type = 'generation.failed'", row -> row.getString(1)))
                .containsExactly("nothing");
    }

    @Test
    void whatFitsGoesBeforeWhatDoesNot() {
        spending.budget(tenant, "day", "0.5", "hold");
        UUID dear = spending.waiting(tenant, account, "0.6", 1).getFirst();
        UUID cheap = spending.waiting(tenant, account, "0.4", 1).getFirst();

        spending.claim(account, 1);
        spending.claim(account, 1);

        assertThat(spending.state(dear)).isEqualTo("QUEUED held");
        assertThat(spending.state(cheap)).isEqualTo("RUNNING");
    }

    @Test
    void aPriceThatNobodyKnowsWantsNoRoomUntilItIsTold() {
        UUID budget = spending.budget(tenant, "day", "0.5", "hold");
        spending.waiting(tenant, account, null, 2);
        UUID attempt = spending.claim(account, 1).getFirst();

        spending.render(attempt, "0.6");

        assertThat(spending.standing(budget)).isEqualTo(new Standing("0", "0", "0", "0.6", "-0.1"));
        assertThat(spending.claim(account, 1)).isEmpty();
        assertThat(spending.states()).containsExactly("1 QUEUED held", "1 STORING");
    }

    @Test
    void othersAreNotHeldUpByATenantWithoutRoom() {
        spending.budget(tenant, "day", "0", "hold");
        spending.waiting(tenant, account, "0.3", 50);
        int other = rows.tenant("other", 1);
        spending.waiting(other, account, "0.3", 5);

        assertThat(spending.claim(account, 10)).hasSize(5);
    }

    @Test
    void aNewPeriodLetsOutAsManyAsItHasRoomFor() {
        UUID budget = spending.budget(tenant, "day", "0.6", "hold");
        spending.waiting(tenant, account, "0.3", 6);
        spending.claim(account, 100).forEach(attempt -> spending.render(attempt, null));
        assertThat(spending.release()).isZero();

        spending.aDayPasses();

        assertThat(spending.standing(budget).room()).isEqualTo("0.6");
        assertThat(spending.release()).isEqualTo(2);
        assertThat(spending.claim(account, 100)).hasSize(2);
        assertThat(rows.count("select count(*) from event where type = 'generation.released'"))
                .isEqualTo(2);
        assertThat(spending.wrongSums()).isEmpty();
    }

    @Test
    void aLateAnswerCountsForTheDayOfItsAttempt() {
        UUID budget = spending.budget(tenant, "day", "0.6", "hold");
        spending.waiting(tenant, account, "0.3", 1);
        UUID attempt = spending.claim(account, 1).getFirst();
        spending.aDayPasses();

        spending.render(attempt, null);

        assertThat(spending.standing(budget)).isEqualTo(new Standing("0", "0", "0", "0", "0.6"));
        assertThat(
                        rows.count(
                                "select count(*) from budget_change where spent = 0.3 and period_start = (now() at time zone 'utc')::date - 1"))
                .isOne();
    }

    @Test
    void whatIsAtRiskCountsUntilItIsKnown() {
        UUID budget = spending.budget(tenant, "total", "1", "hold");
        spending.waiting(tenant, account, "0.3", 1);
        UUID attempt = spending.claim(account, 1).getFirst();

        spending.unknown(attempt);
        assertThat(spending.standing(budget)).isEqualTo(new Standing("0", "0", "0.3", "0", "0.7"));

        spending.accept(attempt);
        spending.render(attempt, "0.25");
        assertThat(spending.standing(budget)).isEqualTo(new Standing("0", "0", "0", "0.25", "0.75"));
    }

    @Test
    void whatComesToNothingGivesItsRoomBack() {
        UUID budget = spending.budget(tenant, "total", "0.3", "hold");
        spending.waiting(tenant, account, "0.3", 2);
        UUID attempt = spending.claim(account, 2).getFirst();
        assertThat(spending.states()).containsExactly("1 QUEUED held", "1 RUNNING");

        spending.end(attempt, "REFUSED", "moderated", null);

        assertThat(spending.standing(budget).room()).isEqualTo("0.3");
        assertThat(spending.release()).isOne();
        assertThat(spending.claim(account, 2)).hasSize(1);
    }

    @Test
    void aRaisedBudgetAndAClosedOneLetOutWhatTheyHold() {
        UUID raised = spending.budget(tenant, "total", "0", "hold");
        spending.waiting(tenant, account, "0.3", 2);
        int other = rows.tenant("other", 1);
        UUID closed = spending.budget(other, "total", "0", "hold");
        spending.waiting(other, account, "0.3", 3);
        spending.claim(account, 100);
        assertThat(spending.states()).containsExactly("5 QUEUED held");

        database.update("update budget set amount = 0.3 where id = ?", raised);
        database.update("update budget set closed_at = now() where id = ?", closed);

        assertThat(spending.release()).isEqualTo(4);
        assertThat(spending.claim(account, 100)).hasSize(4);
    }

    @Test
    void aBudgetMadeLaterCountsWhatItsPeriodHasAlready() {
        spending.waiting(tenant, account, "0.3", 4);
        List<UUID> attempts = spending.claim(account, 3);
        spending.render(attempts.get(0), "0.2");
        spending.unknown(attempts.get(1));

        UUID today = spending.budget(tenant, "day", "5", "hold");
        UUID elsewhere = spending.budget(tenant, "runcomfy", "day", "5", "hold");
        spending.aDayPasses();
        UUID ever = spending.budget(tenant, "total", "5", "hold");
        UUID tomorrow = spending.budget(tenant, "day", "5", "hold");

        assertThat(spending.standing(ever)).isEqualTo(new Standing("0.3", "0.3", "0.3", "0.2", "4.2"));
        assertThat(spending.standing(today).room()).isEqualTo("5");
        assertThat(spending.standing(elsewhere)).isEqualTo(new Standing("0", "0", "0", "0", "5"));
        assertThat(spending.standing(tomorrow)).isEqualTo(new Standing("0.3", "0", "0", "0", "5"));
        assertThat(spending.wrongSums()).isEmpty();
    }

    @Test
    void anotherCurrencyIsAnotherBudgets() {
        UUID budget = spending.budget(tenant, "total", "1", "hold");
        List<UUID> ids = spending.waiting(tenant, account, "5", 1);
        database.update("update generation set currency = 'EUR' where id = ?", ids.getFirst());

        assertThat(spending.claim(account, 1)).hasSize(1);
        assertThat(spending.standing(budget)).isEqualTo(new Standing("0", "0", "0", "0", "1"));
    }

    @Test
    void whatABudgetHoldsCanBeCancelledAndIsOwedNothing() {
        spending.budget(tenant, "total", "0", "hold");
        UUID held = spending.waiting(tenant, account, "0.3", 1).getFirst();
        spending.claim(account, 1);

        assertThat(database.query("select cancel_generation(?, ?)", row -> row.getString(1), tenant, held))
                .containsExactly("cancelled");

        assertThat(spending.state(held)).isEqualTo("CANCELLED");
        assertThat(spending.wrongSums()).isEmpty();
    }

    @Test
    void anEarlierAttemptThatTurnsOutAcceptedLeavesNothingHeld() {
        UUID id = spending.waiting(tenant, account, "0.3", 1).getFirst();
        UUID first = spending.claim(account, 1).getFirst();
        database.update("update generation set on_unknown = 'resubmit'");
        spending.unknown(first);
        spending.budget(tenant, "total", "0.3", "hold");
        assertThat(spending.claim(account, 1)).isEmpty();
        assertThat(spending.state(id)).isEqualTo("QUEUED held");

        spending.accept(first);

        assertThat(spending.state(id)).isEqualTo("RUNNING");
        assertThat(spending.release()).isZero();
    }
}
