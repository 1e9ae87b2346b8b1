package dev.reelay.pace;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long one offering took lately: a histogram over buckets that each reach a tenth further than the one before, from a
 * quarter of a second to 40 minutes. An end is only known to lie between two looks, so its weight is spread over that
 * time, by what is known of when others ended (as the estimator of Turnbull, 1976, does). Immutable.
 */
public final class GenerationTimes {
    /** How many there are. */
    public static final int BUCKETS = 96;

    /** Below this much evidence there is no history. */
    private static final double ENOUGH = 8;

    private static final double FIRST_EDGE_SECONDS = 0.25;
    private static final double GROWTH = 1.1;
    /** So much of what is known is believed to lie anywhere, that times which have changed are seen. */
    private static final double DOUBT = 0.05;

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

    /** One end alone, which came after the first of these ages and not after the second, spread by what is known here. */
    public GenerationTimes end(Duration after, Duration notAfter) {
        double from = seconds(after);
        double to = Math.max(seconds(notAfter), from + 0.001);
        double[] spread = new double[BUCKETS];
        double all = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            double shared = Math.min(to, end(bucket)) - Math.max(from, start(bucket));
            if (shared > 0) {
                spread[bucket] = shared * likelihood(bucket);
                all += spread[bucket];
            }
        }
        if (all == 0) {
            spread[BUCKETS - 1] = 1;
            return new GenerationTimes(spread);
        }
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            spread[bucket] /= all;
        }
        return new GenerationTimes(spread);
    }

    /** Of an end in a second of this bucket; all are as likely while nothing is known. */
    private double likelihood(int bucket) {
        return isHistory() ? weights[bucket] / (end(bucket) - start(bucket)) + DOUBT * total / (3 * end(bucket)) : 1;
    }

    /** Both together. */
    public GenerationTimes plus(GenerationTimes more) {
        double[] sum = weights.clone();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            sum[bucket] += more.weights[bucket];
        }
        return new GenerationTimes(sum);
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

    /** The chance that one that has not ended by this age, which lies in the bucket, ends then, per second. */
    public double hazard(int bucket, double age) {
        double perSecond = weights[bucket] / (end(bucket) - start(bucket));
        // Half an end more: what was never seen to take longer still may.
        return perSecond / (remaining[bucket] - perSecond * (age - start(bucket)) + 0.5);
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
