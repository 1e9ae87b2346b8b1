package dev.reelay.api.batch;

import dev.reelay.batch.Batch;
import java.util.Locale;

/** A file that a batch leaves in the bucket. */
enum BatchFile {
    /** A line for each of the manifest's, in its order. */
    RESULTS,
    /** A manifest of the lines without a result. */
    ERRORS;

    static final String MEDIA_TYPE = "application/jsonl";

    String key(Batch batch) {
        return "batches/" + batch.tenantId() + "/" + batch.id() + "/" + name().toLowerCase(Locale.ROOT) + ".jsonl";
    }

    String filename(Batch batch) {
        return batch.id() + "-" + name().toLowerCase(Locale.ROOT) + ".jsonl";
    }
}
