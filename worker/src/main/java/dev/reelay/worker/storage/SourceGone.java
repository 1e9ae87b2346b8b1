package dev.reelay.worker.storage;

/** The link has no bytes for us any more: it expired, the file was removed, or it leads where we do not go. */
public final class SourceGone extends Exception {
    public SourceGone(String message) {
        super(message);
    }
}
