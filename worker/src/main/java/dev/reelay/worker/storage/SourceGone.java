package dev.reelay.worker.storage;

/** The link has no bytes for us any more: it expired, or the file was removed. Only the provider can tell another. */
public final class SourceGone extends Exception {
    private final int status;

    public SourceGone(int status) {
        super("the source answered " + status);
        this.status = status;
    }

    /** The HTTP status that said so. */
    public int status() {
        return status;
    }
}
