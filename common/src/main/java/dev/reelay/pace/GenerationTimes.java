package dev.reelay.pace;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long one offering took lately: a histogram over buckets that each reach a tenth further than the one before, from a
 * quarter of a second to 40 minutes. An end is only known to lie between two looks, so its weight is spread over that
 * time. Immutable; {@link #with} answers a new one.
 */
public final class GenerationTimes {
    /** How many there are. */
    public static final int BUCKETS = 96;

    /** Below this much evidence there is no history. */
    private static final double ENOUGH = 8;

    private static final double FIRST_EDGE_SECONDS = 0.25;
    private static final double GROWTH = 1.1;

    private final double[] weights;
    /** From each bucket to the last. */
    private final double[] remaining;

    private final double total;

    private GenerationTimes(double[] weights) {
        this.weights = weights;
        this.remaining = weights.clone();
        for (int bucket = BUCKETS - 2; bucket >= 0; bucket--) {
            remaining[bucket] += remaining[bucket + 1];
        }
        this.total = remaining[0];
    }

    /** No history. */
    public static GenerationTimes none() {
        return new GenerationTimes(new double[BUCKETS]);
    }

    /** As the database keeps it: as many weights as there are buckets. */
    public static GenerationTimes of(Array kept) throws SQLException {
        Double[] weights = (Double[]) kept.getArray();
        double[] plain = Arrays.stream(weights).mapToDouble(Double::doubleValue).toArray();
        return new GenerationTimes(Arrays.copyOf(plain, BUCKETS));
    }

    /** With one more end, which came after the first of these ages and not after the second. */
    public GenerationTimes with(Duration after, Duration notAfter) {
        double from = seconds(after);
        double to = Math.max(seconds(notAfter), from + 0.001);
        double[] more = weights.clone();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            double shared = Math.min(to, end(bucket)) - Math.max(from, start(bucket));
            if (shared > 0) {
                more[bucket] += shared / (to - from);
            }
        }
        return new GenerationTimes(more);
    }

    /** Whether it is evidence enough to go by. */
    public boolean isHistory() {
        return total >= ENOUGH;
    }

    /** The age at which half of them had ended. */
    public double medianSeconds() {
        double below = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            below += weights[bucket];
            if (below >= total / 2) {
                return (start(bucket) + end(bucket)) / 2;
            }
        }
        return end(BUCKETS - 1);
    }

    /** The chance an instant that one that has not ended at the start of a bucket ends in it, per second. */
    public double hazard(int bucket) {
        // Half an end more: what was never seen to take longer still may.
        return weights[bucket] / (remaining[bucket] + 0.5) / (end(bucket) - start(bucket));
    }

    /** Of each bucket. */
    public double[] weights() {
        return weights.clone();
    }

    /** The bucket of an age; beyond them all it is the last. */
    public static int bucket(double seconds) {
        if (seconds < FIRST_EDGE_SECONDS) {
            return 0;
        }
        int bucket = 1 + (int) (Math.log(seconds / FIRST_EDGE_SECONDS) / Math.log(GROWTH));
        return Math.min(bucket, BUCKETS - 1);
    }

    /** The age at which a bucket begins, in seconds. */
    public static double start(int bucket) {
        return bucket == 0 ? 0 : FIRST_EDGE_SECONDS * Math.pow(GROWTH, bucket - 1);
    }

    /** The age at which a bucket ends, in seconds. */
    public static double end(int bucket) {
        return FIRST_EDGE_SECONDS * Math.pow(GROWTH, bucket);
    }

    private static double seconds(Duration age) {
        return Math.max(0, age.toNanos() / 1e9);
    }
}
