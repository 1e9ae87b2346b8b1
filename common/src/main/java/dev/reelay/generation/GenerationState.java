package dev.reelay.generation;

/** Where a generation stands, and the word that callers read for it. */
public enum GenerationState {
    QUEUED("in_queue"),
    RUNNING("in_progress"),
    STORING("in_progress"),
    COMPLETED("completed"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String status;

    GenerationState(String status) {
        this.status = status;
    }

    /** The public word. */
    public String status() {
        return status;
    }

    /** Whether nothing more will happen to it. */
    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
