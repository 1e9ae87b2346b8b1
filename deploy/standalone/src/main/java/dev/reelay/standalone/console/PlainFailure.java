package dev.reelay.standalone.console;

import org.jspecify.annotations.Nullable;

/** Why something did not work, in one line that tells the user what to do; shown without a stack. */
public final class PlainFailure extends RuntimeException {
    public PlainFailure(String message) {
        this(message, null);
    }

    public PlainFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The reason at the bottom of a chain of causes. */
    public static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String kind = innermost.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message;
    }
}
