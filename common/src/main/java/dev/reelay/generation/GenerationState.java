package dev.reelay.generation;

import java.util.Arrays;
import java.util.List;

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

    /** The states that callers know by this word; none for a word that is no status. */
    public static List<GenerationState> withStatus(String status) {
        return Arrays.stream(values())
                .filter(state -> state.status.equals(status))
                .toList();
    }

    /** The public words, in the order of a generation's life. */
    public static List<String> statuses() {
        return Arrays.stream(values()).map(GenerationState::status).distinct().toList();
    }
}
