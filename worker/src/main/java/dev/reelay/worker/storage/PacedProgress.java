package dev.reelay.worker.storage;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells a copy's progress often enough to be watched and too seldom to cost anything. */
final class PacedProgress {
    private static final long BYTES = 4L << 20;
    private static final long NANOS = Duration.ofMillis(250).toNanos();

    private final CopyProgress progress;
    private final LongSupplier nanos;
    private long toldBytes;
    private long toldAt;

    PacedProgress(CopyProgress progress, LongSupplier nanos) {
        this.progress = progress;
        this.nanos = nanos;
        this.toldAt = nanos.getAsLong();
    }

    /** For bytes that nobody watches. */
    static PacedProgress none() {
        return new PacedProgress(CopyProgress.NONE, () -> 0);
    }

    void passed(long bytes, @Nullable Long total) {
        if (bytes - toldBytes >= BYTES || nanos.getAsLong() - toldAt >= NANOS) {
            ended(bytes, total);
        }
    }

    void ended(long bytes, @Nullable Long total) {
        toldBytes = bytes;
        toldAt = nanos.getAsLong();
        progress.copied(bytes, total);
    }
}
