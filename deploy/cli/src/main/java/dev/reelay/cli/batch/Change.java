package dev.reelay.cli.batch;

import dev.reelay.client.batch.Batch;
import dev.reelay.client.batch.Batches;
import java.util.Locale;

/** What can be done with a batch that runs, or has ended. */
enum Change {
    PAUSE("Starts no further lines; what is open goes on."),
    RESUME("Goes on with a batch that is paused."),
    CANCEL("Cancels what has not ended."),
    RETRY("Makes a new batch of the lines that have failed; prints its id.");

    private final String description;

    Change(String description) {
        this.description = description;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    Batch of(Batches batches, String id) throws InterruptedException {
        return switch (this) {
            case PAUSE -> batches.pause(id);
            case RESUME -> batches.resume(id);
            case CANCEL -> batches.cancel(id);
            case RETRY -> batches.retry(id);
        };
    }
}
