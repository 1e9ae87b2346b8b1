package dev.reelay.worker.storage;

import java.io.IOException;

/** Carries a verdict on the copy through code that reads a stream and knows only {@link IOException}. */
final class CopyStopped extends IOException {
    private final CopyException verdict;

    CopyStopped(CopyException verdict) {
        super(verdict.getMessage(), verdict);
        this.verdict = verdict;
    }

    CopyException verdict() {
        return verdict;
    }
}
