package dev.reelay.worker.outside;

import java.util.Map;

/**
 * How a call ended. {@link NotDelivered} is only what failed before a connection was handed over, so the other side has
 * certainly seen nothing; whatever fails after that is {@link Ambiguous}, since the kernel takes bytes that nobody reads.
 */
public sealed interface CallOutcome {

    /**
     * A whole answer, of whatever status.
     *
     * @param headers by name in lower case; values of a repeated one are joined by a comma
     */
    record Answered(int status, Map<String, String> headers, Body body) implements CallOutcome {}

    /** Nothing of the call reached the other side. */
    record NotDelivered(Stage stage, String reason) implements CallOutcome {}

    /**
     * The other side may have taken the call, or not.
     *
     * @param status what the head of the answer said before the answer broke off; 0 when there was none
     */
    record Ambiguous(String reason, int status) implements CallOutcome {}

    /** Where a call ended that was not delivered. */
    enum Stage {
        /** The URL is none that we call, or leads to an address that is not public; it will not get better by itself. */
        GUARD,
        NAME,
        POOL,
        CONNECT,
        TLS,
        /** The send window was shut before the bytes left. */
        WINDOW
    }
}
