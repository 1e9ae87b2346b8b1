package dev.reelay.event;

/**
 * The names of what can happen to a generation, as they stand in events. A caller's door may be told of types that it
 * does not know yet and must skip them.
 */
public final class EventType {
    public static final String GENERATION_ACCEPTED = "generation.accepted";
    public static final String ATTEMPT_STARTED = "attempt.started";
    public static final String ATTEMPT_ACCEPTED = "attempt.accepted";
    public static final String ATTEMPT_IN_PROGRESS = "attempt.in_progress";
    public static final String ATTEMPT_REFUSED = "attempt.refused";
    public static final String ATTEMPT_NOT_SENT = "attempt.not_sent";
    public static final String ATTEMPT_UNKNOWN = "attempt.unknown";
    public static final String ATTEMPT_RECOVERED = "attempt.recovered";
    public static final String GENERATION_REQUEUED = "generation.requeued";
    public static final String GENERATION_CANCEL_REQUESTED = "generation.cancel_requested";
    public static final String GENERATION_STORING = "generation.storing";
    public static final String GENERATION_COMPLETED = "generation.completed";
    public static final String GENERATION_FAILED = "generation.failed";
    public static final String GENERATION_CANCELLED = "generation.cancelled";

    private EventType() {}
}
