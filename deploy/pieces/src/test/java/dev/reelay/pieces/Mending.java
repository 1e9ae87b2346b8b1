package dev.reelay.pieces;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * An operator who mends at once: accounts that are out are brought back, and breakers closed. So that what one request does
 * to a provider holds up no other.
 */
final class Mending implements AutoCloseable {
    private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> mending;

    private Mending(Ledger ledger) {
        mending = hand.scheduleWithFixedDelay(() -> mend(ledger), 0, 100, TimeUnit.MILLISECONDS);
    }

    static Mending of(Pieces pieces) {
        return new Mending(new Ledger(pieces));
    }

    private static void mend(Ledger ledger) {
        ledger.rows("""
                select change_account(provider, name, '{"out": false}') from account where out_reason is not null""");
        ledger.rows("""
                select change_offering(name, '{"close_breaker": true}') from offering where failures > 0 order by id""");
    }

    @Override
    public void close() {
        mending.cancel(true);
        hand.shutdownNow();
    }
}
