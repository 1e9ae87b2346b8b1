package dev.reelay.worker.outside;

import java.net.SocketTimeoutException;

/** Faults in words: short, for logs and answers, without the query of a URL, which may be signed. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable fault) {
        if (fault instanceof SocketTimeoutException && fault.getMessage() == null) {
            return "timed out";
        }
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }
}
