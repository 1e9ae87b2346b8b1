package dev.reelay.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for beside the video itself.
 *
 * @param providers those that may serve it, in the caller's order; empty for any
 * @param prefer whom to take among those that can serve it
 * @param allowNearest whether an offering may get other values than were asked for, the nearest that it takes
 * @param webhookTypes the events that the {@code webhookUrl} is told of; empty for the terminal ones
 * @param metadata the caller's own, handed back in answers and in the first and the last event
 * @param priority from -10 to 10, 0 by default: the higher goes first among the tenant's own
 * @param startBy no provider is asked after this
 * @param finishBy after this it has failed
 */
public record Terms(
        List<String> providers,
        Prefer prefer,
        boolean allowNearest,
        @Nullable String webhookUrl,
        List<String> webhookTypes,
        Map<String, String> metadata,
        int priority,
        @Nullable Instant startBy,
        @Nullable Instant finishBy,
        OnUnknown onUnknown) {

    /** Nothing but the video. */
    public static final Terms NONE =
            new Terms(List.of(), Prefer.LISTED, false, null, List.of(), Map.of(), 0, null, null, OnUnknown.FAIL);

    public Terms {
        providers = List.copyOf(providers);
        webhookTypes = List.copyOf(webhookTypes);
        metadata = Map.copyOf(metadata);
    }
}
