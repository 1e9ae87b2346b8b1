package dev.reelay.api.batch;

import dev.reelay.batch.Batch;
import java.util.Locale;

/** A file that a batch leaves in the bucket. */
public enum BatchFile {
    /** A line for each of the manifest's, in its order. */
    RESULTS,
    /** A manifest of the lines without a result. */
    ERRORS;

    static final String MEDIA_TYPE = "application/jsonl";

    /** Where it lies in the bucket. */
    public String key(Batch batch) {
        return "batches/" + batch.tenantId() + "/" + batch.id() + "/" + name().toLowerCase(Locale.ROOT) + ".jsonl";
    }

    /** What it is called where it is downloaded. */
    public String filename(Batch batch) {
        return batch.id() + "-" + name().toLowerCase(Locale.ROOT) + ".jsonl";
    }
}
