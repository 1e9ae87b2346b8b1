package dev.reelay.chaos;

import dev.reelay.chaos.judge.Check;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Budgets of the run: the one of a provider is spent long before the end, so that its requests are held, and is raised later;
 * the one of the day is never spent. Both must count to the cent what the ledger says.
 */
final class Purse implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final Thread raising;
    private volatile long held;

    private Purse(Ledger ledger, Duration raisedAfter) {
        this.ledger = ledger;
        this.raising = Thread.ofVirtual().unstarted(() -> raiseAfter(raisedAfter));
    }

    /** @param requests how many are sent in all, of which a few hundredths can be paid before it is raised */
    static Purse begin(Ledger ledger, int requests, Duration raisedAfter) throws SQLException {
        Purse purse = new Purse(ledger, raisedAfter);
        ledger.makeBudget("fal of the run", "fal", requests / 20);
        ledger.makeBudget("all of the run", null, requests * 100);
        purse.raising.start();
        return purse;
    }

    /** Whether it was ever spent: else the run has shown nothing of it. */
    Check wasSpent() {
        return new Check(
                "a spent budget holds requests until it is raised",
                held + " requests were held when it was raised",
                held > 0 ? List.of() : List.of("none was held"));
    }

    private void raiseAfter(Duration time) {
        try {
            Thread.sleep(time);
            while (true) {
                try {
                    held = ledger.heldByBudgets();
                    ledger.raiseBudgets();
                    return;
                } catch (SQLException e) {
                    // The database is one of the disturbed.
                    Thread.sleep(AGAIN);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        raising.interrupt();
    }
}
