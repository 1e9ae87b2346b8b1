package dev.reelay.worker.storage;

import org.jspecify.annotations.Nullable;

/**
 * Where keys are written.
 *
 * @param bucket null for the installation's
 * @param prefix what each key begins with; empty, or ends with a slash
 */
public record Place(@Nullable String bucket, String prefix) {
    /** Where nothing else was said. */
    public static final Place OF_THE_INSTALLATION = new Place(null, "");
}
