package dev.reelay.event;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of what can happen to a generation or a webhook, as they stand in events. A caller's door may be told of types that it
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
    public static final String ATTEMPT_FAILED = "attempt.failed";
    public static final String ATTEMPT_CANCELLED = "attempt.cancelled";
    public static final String ATTEMPT_SETTLED = "attempt.settled";
    public static final String GENERATION_REQUEUED = "generation.requeued";
    public static final String GENERATION_CANCEL_REQUESTED = "generation.cancel_requested";
    public static final String GENERATION_STORING = "generation.storing";
    public static final String GENERATION_COMPLETED = "generation.completed";
    public static final String GENERATION_FAILED = "generation.failed";
    public static final String GENERATION_CANCELLED = "generation.cancelled";

    public static final String WEBHOOK_TEST = "webhook.test";
    public static final String WEBHOOK_DISABLED = "webhook.disabled";
    public static final String WEBHOOK_ENABLED = "webhook.enabled";

    /** All of them, in the order of a life. */
    public static final Set<String> ALL = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            GENERATION_ACCEPTED,
            ATTEMPT_STARTED,
            ATTEMPT_ACCEPTED,
            ATTEMPT_IN_PROGRESS,
            ATTEMPT_REFUSED,
            ATTEMPT_NOT_SENT,
            ATTEMPT_UNKNOWN,
            ATTEMPT_SETTLED,
            ATTEMPT_FAILED,
            ATTEMPT_CANCELLED,
            ATTEMPT_RECOVERED,
            GENERATION_REQUEUED,
            GENERATION_CANCEL_REQUESTED,
            GENERATION_STORING,
            GENERATION_COMPLETED,
            GENERATION_FAILED,
            GENERATION_CANCELLED,
            WEBHOOK_TEST,
            WEBHOOK_DISABLED,
            WEBHOOK_ENABLED)));

    /** Those of a request. */
    public static final Set<String> OF_REQUESTS = ofRequests();

    /** Those after which a generation changes no more. */
    public static final Set<String> TERMINAL = Set.of(GENERATION_COMPLETED, GENERATION_FAILED, GENERATION_CANCELLED);

    private EventType() {}

    private static Set<String> ofRequests() {
        Set<String> types = new LinkedHashSet<>(ALL);
        types.removeIf(type -> type.startsWith("webhook."));
        return Collections.unmodifiableSet(types);
    }
}
