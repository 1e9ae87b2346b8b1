package dev.reelay.api.facade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.request.Draft;
import dev.reelay.request.Keepable;
import dev.reelay.request.OnUnknown;
import dev.reelay.request.Prefer;
import dev.reelay.request.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's client asks for.
 *
 * @param model the provider's own id of it
 * @param input as it was sent
 * @param webhookUrl checked; null where nobody is to be told
 * @param webhookTypes the events that it is told of; empty for the end alone
 * @param priority as our terms have it
 * @param beginWithin no provider is asked after this time
 */
public record Ask(
        Front front,
        String model,
        JsonNode input,
        @Nullable String webhookUrl,
        List<String> webhookTypes,
        int priority,
        @Nullable Duration beginWithin) {
    public Ask {
        webhookTypes = List.copyOf(webhookTypes);
    }

    /** Nothing but the video. */
    public static Ask bare(Front front, String model, JsonNode input) {
        return new Ask(front, model, input, null, List.of(), 0, null);
    }

    Ask with(JsonNode other) {
        return as(model, other);
    }

    Ask as(String otherModel, JsonNode otherInput) {
        return new Ask(front, otherModel, otherInput, webhookUrl, webhookTypes, priority, beginWithin);
    }

    /** The request that it stands for, had it come at this time; without one, all of it that a repeat has too. */
    Draft draft(List<String> providers, @Nullable Instant at) {
        Terms terms = new Terms(
                providers,
                Prefer.LISTED,
                false,
                webhookUrl,
                webhookTypes,
                Map.of(),
                priority,
                at == null || beginWithin == null ? null : at.plus(beginWithin),
                null,
                OnUnknown.FAIL);
        return new Draft(model, input, "", terms, Keepable.violations(input));
    }
}
