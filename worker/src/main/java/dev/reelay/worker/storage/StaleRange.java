package dev.reelay.worker.storage;

import java.io.IOException;

/** What was read so far does not go on: the source has other bytes now, or cannot prove that it has the same. */
final class StaleRange extends IOException {
    StaleRange(String message) {
        super(message);
    }

    StaleRange(String message, IOException cause) {
        super(message, cause);
    }
}
