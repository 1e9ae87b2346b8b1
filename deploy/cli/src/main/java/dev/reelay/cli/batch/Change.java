package dev.reelay.cli.batch;

import dev.reelay.client.batch.Batch;
import dev.reelay.client.batch.Batches;
import java.util.Locale;

/** What can be done with a batch that runs, or has ended. */
enum Change {
    PAUSE("Starts no further lines; what is open goes on."),
    RESUME("Goes on with a batch that is paused."),
    CANCEL("Cancels what has not ended."),
    RETRY("Makes a new batch of the lines that have failed and were not bought; prints its id."),
    RETRY_AT_RISK("The same of the lines that may have been bought, and nobody knows: this may pay for them twice.");

    private final String description;

    Change(String description) {
        this.description = description;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    boolean makesAnother() {
        return this == RETRY || this == RETRY_AT_RISK;
    }

    Batch of(Batches batches, String id) throws InterruptedException {
        return switch (this) {
            case PAUSE -> batches.pause(id);
            case RESUME -> batches.resume(id);
            case CANCEL -> batches.cancel(id);
            case RETRY -> batches.retry(id);
            case RETRY_AT_RISK -> batches.retryAtRisk(id);
        };
    }
}
