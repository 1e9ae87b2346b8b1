package dev.reelay.chaos;

import dev.reelay.chaos.load.Load;
import java.sql.SQLException;

/** Keeps so many requests without an end under way, so that every point of the way is always about to be reached. */
final class KeepBusy {
    private static final int LOOK_MILLIS = 250;

    private final Load load;
    private final Ledger ledger;
    private final int level;
    private final Thread thread = Thread.ofPlatform().name("keep-busy").unstarted(this::untilStopped);
    private volatile boolean stopping;

    private KeepBusy(Load load, Ledger ledger, int level) {
        this.load = load;
        this.ledger = ledger;
        this.level = level;
    }

    static KeepBusy with(Load load, Ledger ledger, int level) {
        KeepBusy busy = new KeepBusy(load, ledger, level);
        busy.thread.start();
        return busy;
    }

    private void untilStopped() {
        while (!stopping) {
            try {
                long onTheWay = (long) load.begun() - load.accepted().size() - load.givenUp() - load.refused();
                load.send((int) Math.max(0, level - ledger.open() - onTheWay));
                Thread.sleep(LOOK_MILLIS);
            } catch (SQLException e) {
                System.out.println("no look at the ledger: " + e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
