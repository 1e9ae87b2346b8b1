package dev.reelay.limit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an account did of late.
 *
 * @param hours the oldest first, the last the one until now
 */
public record Past(String provider, String account, List<Hour> hours) {
    public Past {
        hours = List.copyOf(hours);
    }

    /**
     * The attempts that began within one hour.
     *
     * @param ended those that were rendered, or failed by no fault of their request
     * @param failed those of them that failed
     * @param median of the time from the submit to the result, of those that were rendered; null when there are none
     */
    public record Hour(int ended, int failed, @Nullable Duration median) {
        /** Nothing began. */
        public static final Hour NONE = new Hour(0, 0, null);
    }
}
