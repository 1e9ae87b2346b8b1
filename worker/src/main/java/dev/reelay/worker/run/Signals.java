package dev.reelay.worker.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How others reach a run that sleeps between two looks: a cancel, or the loss of its partition, wakes it at once. And how a
 * run tells that its call is on the wire.
 */
final class Signals {
    private final Thread runner;
    private volatile boolean cancelRequested;
    private volatile boolean calledBack;
    private volatile boolean woken;
    private int looks;
    private final AtomicReference<@Nullable Runnable> onSent;

    Signals(Thread runner, boolean cancelRequested) {
        this(runner, cancelRequested, null);
    }

    /** @param onSent told once when the call leaves, or will not */
    Signals(Thread runner, boolean cancelRequested, @Nullable Runnable onSent) {
        this.runner = runner;
        this.cancelRequested = cancelRequested;
        this.onSent = new AtomicReference<>(onSent);
    }

    /** The call leaves now, or never will. */
    void sent() {
        Runnable told = onSent.getAndSet(null);
        if (told != null) {
            told.run();
        }
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

    /** The provider has told that there is an end to ask for. */
    void calledBack() {
        if (!calledBack) {
            calledBack = true;
            wake();
        }
    }

    boolean isCalledBack() {
        return calledBack;
    }

    /** The provider is asked how it stands; told by the runner alone. */
    void looked() {
        looks++;
    }

    /** How often it was asked. */
    int looks() {
        return looks;
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
