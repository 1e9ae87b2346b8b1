package dev.reelay.worker.run;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The looks in a row that told nothing of a request, and for how long that has been so. By the monotonic clock: what was paid
 * for is given up by it, and a step of the other has no say in it.
 */
final class Silence {
    /** So many in a row are no slip of the provider's any more. */
    private static final int NO_SLIP = 3;

    private int looks;
    private OptionalLong since = OptionalLong.empty();
    private OptionalLong deniedSince = OptionalLong.empty();

    /** @param denied whether the provider says that it does not know the request */
    void goesOn(boolean denied) {
        long now = System.nanoTime();
        looks++;
        since = OptionalLong.of(since.orElse(now));
        deniedSince = denied ? OptionalLong.of(deniedSince.orElse(now)) : OptionalLong.empty();
    }

    void ends() {
        looks = 0;
        since = OptionalLong.empty();
        deniedSince = OptionalLong.empty();
    }

    int looks() {
        return looks;
    }

    /** Whether so many looks were in vain, or so many more: what is told of it then may have been taken back meanwhile. */
    boolean isNoSlip() {
        return looks > 0 && looks % NO_SLIP == 0;
    }

    boolean lasts(Duration time) {
        return since.isPresent() && isOver(since.getAsLong(), time);
    }

    boolean isDeniedFor(Duration time) {
        return deniedSince.isPresent() && isOver(deniedSince.getAsLong(), time);
    }

    static boolean isOver(long since, Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }
}
