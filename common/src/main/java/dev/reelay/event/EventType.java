package dev.reelay.event;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of what can happen to a generation, a batch, a record that is to become a request, or a webhook, as they stand
 * in events. A caller's door may be told of types that it
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
    public static final String GENERATION_REROUTED = "generation.rerouted";
    public static final String GENERATION_HELD = "generation.held";
    public static final String GENERATION_RELEASED = "generation.released";
    public static final String GENERATION_CANCEL_REQUESTED = "generation.cancel_requested";
    public static final String GENERATION_STORING = "generation.storing";
    public static final String GENERATION_COMPLETED = "generation.completed";
    public static final String GENERATION_FAILED = "generation.failed";
    public static final String GENERATION_CANCELLED = "generation.cancelled";

    public static final String REQUEST_REJECTED = "request.rejected";

    public static final String BATCH_STARTED = "batch.started";
    public static final String BATCH_PAUSED = "batch.paused";
    public static final String BATCH_RESUMED = "batch.resumed";
    public static final String BATCH_CANCEL_REQUESTED = "batch.cancel_requested";
    public static final String BATCH_COMPLETED = "batch.completed";
    public static final String BATCH_CANCELLED = "batch.cancelled";

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
            GENERATION_REROUTED,
            GENERATION_HELD,
            GENERATION_RELEASED,
            GENERATION_CANCEL_REQUESTED,
            GENERATION_STORING,
            GENERATION_COMPLETED,
            GENERATION_FAILED,
            GENERATION_CANCELLED,
            REQUEST_REJECTED,
            BATCH_STARTED,
            BATCH_PAUSED,
            BATCH_RESUMED,
            BATCH_CANCEL_REQUESTED,
            BATCH_COMPLETED,
            BATCH_CANCELLED,
            WEBHOOK_TEST,
            WEBHOOK_DISABLED,
            WEBHOOK_ENABLED)));

    /** Those of a request that was accepted. */
    public static final Set<String> OF_REQUESTS = ofRequests();

    /** Those after which a generation changes no more. */
    public static final Set<String> TERMINAL = Set.of(GENERATION_COMPLETED, GENERATION_FAILED, GENERATION_CANCELLED);

    private EventType() {}

    private static Set<String> ofRequests() {
        Set<String> types = new LinkedHashSet<>(ALL);
        types.removeIf(
                type -> type.startsWith("webhook.") || type.startsWith("batch.") || type.equals(REQUEST_REJECTED));
        return Collections.unmodifiableSet(types);
    }
}
