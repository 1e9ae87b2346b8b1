package dev.reelay.client.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body ended before it was whole. */
final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1;

    BrokenOff(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
