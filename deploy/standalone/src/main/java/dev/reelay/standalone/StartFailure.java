package dev.reelay.standalone;

import org.jspecify.annotations.Nullable;

/** Why nothing was started, in one line that tells the user what to do; shown without a stack. */
final class StartFailure extends RuntimeException {
    StartFailure(String message) {
        this(message, null);
    }

    StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What stands before a colon-separated chain of causes is said once: the innermost message is the reason. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
