package dev.reelay.worker.storage;

import java.io.IOException;
import java.time.Duration;

/** How often one copy may still turn to its source again; each turn waits twice as long as the one before. */
final class Resumes {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final int allowed;
    private int left;
    private Duration wait;

    Resumes(int allowed, Duration firstWait) {
        this.allowed = allowed;
        this.left = allowed;
        this.wait = firstWait;
    }

    /** Waits for the next turn, or ends the copy with this kind when there is none left. */
    void spend(IOException broken, CopyException.Kind kind) throws CopyStopped, CopyInterrupted {
        if (left == 0) {
            throw new CopyStopped(CopyException.of(
                    kind, "the source failed after " + allowed + " resumes: " + broken.getMessage(), broken));
        }
        left--;
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CopyInterrupted();
        }
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }

    static CopyException gone(SourceGone gone) {
        return CopyException.of(
                CopyException.Kind.LINK_EXPIRED, gone.getMessage() + ", the provider is asked for a new link", gone);
    }
}
