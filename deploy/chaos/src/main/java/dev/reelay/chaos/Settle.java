package dev.reelay.chaos;

import java.sql.SQLException;
import java.time.Duration;

/** Waits until nothing moves any more: every request has its end or a person to wait for, every attempt its verdict. */
final class Settle {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private Settle() {}

    /** Answers also when the time is over: what is left is the judge's. */
    static void await(Ledger ledger, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                if (ledger.open() == 0 && ledger.unsettled() == 0) {
                    return;
                }
            } catch (SQLException e) {
                System.out.println("the database does not answer yet: " + e.getMessage());
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
