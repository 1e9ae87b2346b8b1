package dev.reelay.worker.outside;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call ended before a connection was handed over, so that the other side has seen nothing of it. */
public final class NotReachedException extends IOException {
    private final transient CallOutcome.Stage stage;

    NotReachedException(CallOutcome.Stage stage, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.stage = stage;
    }

    /** Where it ended; {@code GUARD} will not get better by itself. */
    public CallOutcome.Stage stage() {
        return stage;
    }

    CallOutcome.NotDelivered outcome() {
        return new CallOutcome.NotDelivered(stage, String.valueOf(getMessage()));
    }
}
