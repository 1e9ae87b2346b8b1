package dev.reelay.worker.run;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many claimed attempts are not on the wire yet. Each may be sent for a few seconds only: whoever claims more than it
 * can send in that time wears their attempts out.
 */
final class Unsent {
    private final int most;
    private final Runnable roomAgain;
    private final AtomicInteger count = new AtomicInteger();

    /** @param roomAgain told when half of the room is free after it had been full */
    Unsent(int most, Runnable roomAgain) {
        this.most = most;
        this.roomAgain = roomAgain;
    }

    /** How many more may be claimed now. */
    int room() {
        return Math.max(0, most - count.get());
    }

    void claimed() {
        count.incrementAndGet();
    }

    void sent() {
        if (count.decrementAndGet() == most / 2) {
            roomAgain.run();
        }
    }
}
