package dev.reelay.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that goes wrong.
 *
 * @param after how long after the end of the one before
 * @param lasts until what was taken away comes back
 */
record Disturbance(Kind kind, Duration after, Duration lasts) {
    /** What can go wrong; the workers most often. */
    enum Kind {
        KILL_WORKER_1,
        KILL_WORKER_2,
        KILL_BOTH_WORKERS,
        KILL_API,
        FREEZE_WORKER_1,
        FREEZE_WORKER_2,
        KILL_KAFKA,
        STOP_KAFKA,
        KILL_POSTGRESQL,
        RESTART_POSTGRESQL,
        KILL_S3,
        PROVIDERS_REFUSE,
        PROVIDERS_AMBIGUOUS,
        PROVIDERS_SLOW,
        STATUS_FAULTS,
        DOWNLOAD_FAULTS
    }

    /** The order of a seed, until the time is over. Each kind comes once before any comes again. */
    static List<Disturbance> schedule(long seed, Duration whole) {
        Random random = new Random(seed);
        List<Disturbance> schedule = new ArrayList<>();
        List<Kind> left = new ArrayList<>();
        Duration at = Duration.ZERO;
        while (at.compareTo(whole) < 0) {
            if (left.isEmpty()) {
                left.addAll(List.of(Kind.values()));
            }
            Kind kind = left.remove(random.nextInt(left.size()));
            Duration after = Duration.ofMillis(random.nextInt(1_000, 5_000));
            Duration lasts = Duration.ofMillis(random.nextInt(500, 4_000)).plus(least(kind));
            schedule.add(new Disturbance(kind, after, lasts));
            at = at.plus(after).plus(lasts);
        }
        return List.copyOf(schedule);
    }

    /** A frozen worker must be given up by the group; what a provider does wrong must meet some calls. */
    private static Duration least(Kind kind) {
        return switch (kind) {
            case FREEZE_WORKER_1, FREEZE_WORKER_2 -> Duration.ofSeconds(8);
            case PROVIDERS_REFUSE, PROVIDERS_AMBIGUOUS, PROVIDERS_SLOW, STATUS_FAULTS, DOWNLOAD_FAULTS ->
                Duration.ofSeconds(4);
            case KILL_WORKER_1,
                    KILL_WORKER_2,
                    KILL_BOTH_WORKERS,
                    KILL_API,
                    KILL_KAFKA,
                    STOP_KAFKA,
                    KILL_POSTGRESQL,
                    RESTART_POSTGRESQL,
                    KILL_S3 -> Duration.ZERO;
        };
    }
}
