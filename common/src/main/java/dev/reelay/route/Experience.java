package dev.reelay.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all workers saw of one offering lately.
 *
 * @param median within which half of its good renders ended; null without history
 * @param well how many renders ended well
 * @param failed how many failed so that another provider might have done it
 * @param blocked why nothing is sent there at the moment; null when nothing speaks against it
 */
public record Experience(
        @Nullable Duration median,
        int well,
        int failed,
        @Nullable String blocked) {
    /** Nothing was seen of it. */
    public static final Experience NONE = new Experience(null, 0, 0, null);

    /** What fails always is no further away than this, so that two of the kind can still be compared. */
    private static final double LEAST_CHANCE = 0.05;

    /** The part of its renders that failed, from 0 to 1; 0 where there were none. */
    public double errorRate() {
        return failed == 0 ? 0 : (double) failed / (well + failed);
    }

    /** The time of one render that ends well. */
    public Duration render(Duration typical) {
        return median == null ? typical : median;
    }

    /**
     * What it is ranked by: the time of one render, times the renders that one good one takes. One failure of one makes it
     * twenty times what anybody will see, so it is no time to show.
     */
    public Duration expected(Duration typical) {
        return Duration.ofNanos(Math.round(render(typical).toNanos() / Math.max(LEAST_CHANCE, 1 - errorRate())));
    }
}
