package dev.reelay.worker.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How others reach a run that sleeps between two looks: a cancel, or the loss of its partition, wakes it at once. */
final class Signals {
    private final Thread runner;
    private volatile boolean cancelRequested;
    private volatile boolean woken;

    Signals(Thread runner, boolean cancelRequested) {
        this.runner = runner;
        this.cancelRequested = cancelRequested;
    }

    /** The caller wants no more. */
    void cancelRequested() {
        if (!cancelRequested) {
            cancelRequested = true;
            wake();
        }
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Something changed: look at it now. */
    void wake() {
        woken = true;
        LockSupport.unpark(runner);
    }

    /** Sleeps so long, or until woken. */
    void sleep(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !woken; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        woken = false;
    }
}
