package dev.reelay.bench.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of a load: which checks hold, the times that Reelay added in milliseconds, in order, until the row said
 * the end and until the topic did, and when the last one ended.
 */
public record Outcome(
        Map<String, Check> checks, List<Double> addedToRow, List<Double> addedToTopic, Instant lastEnd, long bytes) {
    /** One promise, whether it held, and the count behind it. */
    public record Check(boolean holds, String counted) {}

    public boolean whole() {
        return checks.values().stream().allMatch(Check::holds);
    }
}
