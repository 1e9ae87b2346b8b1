package dev.reelay.worker.outside;

/**
 * Asked once, when the connection stands and just before the first byte leaves: the last moment at which a call can still
 * be taken back for certain.
 */
@FunctionalInterface
public interface SendWindow {
    /** For calls that may leave at any time. */
    SendWindow ALWAYS = () -> true;

    /** Whether the call may still leave. Must not block for long: an open connection waits. */
    boolean isOpen();
}
