package dev.reelay.worker.storage;

import org.jspecify.annotations.Nullable;

/** Hears how far a copy is: about every 4 MiB or 250 ms, and at the end. Called by the copying thread, under no lock. */
@FunctionalInterface
public interface CopyProgress {
    /** Hears nothing. */
    CopyProgress NONE = (_, _) -> {};

    /**
     * Is told how much was copied.
     *
     * @param bytes so far; falls back to 0 when the source made the copy start over
     * @param total null when the source does not tell
     */
    void copied(long bytes, @Nullable Long total);
}
