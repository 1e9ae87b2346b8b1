package dev.reelay.client.problem;

import java.io.IOException;

/** No answer came: the api, or the store behind a link, cannot be reached, or the connection broke more often than was tried. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreachableException(String message) {
        super(message);
    }

    public UnreachableException(String message, IOException cause) {
        super(message, cause);
    }
}
