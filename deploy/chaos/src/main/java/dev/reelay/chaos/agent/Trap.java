package dev.reelay.chaos.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Holds the threads of attempts that reach one method until enough have gathered, then ends the process as {@code kill -9}
 * would, in the middle of all of them. No thread that was caught ever goes on.
 */
public final class Trap {
    /** As a shell tells a process that was killed. */
    public static final int KILLED = 137;

    /** The thread that runs an attempt is named after it. */
    public static final String RUN = "run-";

    private static volatile @Nullable Trap here;

    private final TrapOrder order;
    private final Set<String> caught = ConcurrentHashMap.newKeySet();
    private final CountDownLatch never = new CountDownLatch(1);
    private boolean sprung;

    private Trap(TrapOrder order) {
        this.order = order;
    }

    static void set(TrapOrder order) {
        here = new Trap(order);
    }

    /** Called by the method where the trap is; a thread that is not meant passes. */
    public static void reached() {
        Trap trap = here;
        String name = Thread.currentThread().getName();
        if (trap != null && name.startsWith(RUN) && trap.isMeant()) {
            trap.hold(name);
        }
    }

    private boolean isMeant() {
        return order.below().isEmpty() || StackWalker.getInstance().walk(frames -> frames.anyMatch(order::isBelow));
    }

    private void hold(String name) {
        caught.add(name);
        if (caught.size() == 1) {
            Thread.ofPlatform().daemon().name("trap").start(this::springAfterPatience);
        }
        if (caught.size() >= order.gather()) {
            spring();
        }
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // The process ends within moments; until then this thread must not go on.
            }
        }
    }

    private void springAfterPatience() {
        try {
            Thread.sleep(order.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spring();
    }

    private synchronized void spring() {
        if (sprung) {
            return;
        }
        sprung = true;
        try {
            Files.write(order.report(), caught);
        } catch (IOException e) {
            System.err.println("who was caught cannot be told: " + e);
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
