package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * A model at a provider: what of the model's input it can serve, how that becomes the provider's own input, what it costs
 * and how long it may take.
 *
 * @param id unique: {@code provider:providerModel}, with {@code :native} behind it where the caller speaks the provider's
 *     own form
 * @param modelId the id under which callers ask for it
 * @param provider the provider's name
 * @param providerModel the provider's id of the model, with its slashes
 * @param serves which inputs it can serve; what it cannot serve it refuses, nothing is dropped or rounded
 * @param mapping from the caller's complete input to the provider's body
 */
public record Offering(
        String id,
        String modelId,
        String provider,
        String providerModel,
        InputSchema serves,
        Expression mapping,
        Price price,
        TimeLimits limits) {

    /** Why this offering cannot serve an input that the model itself accepts; empty when it can. */
    public List<Violation> objections(JsonNode input) {
        return serves.violations(input);
    }

    /**
     * How long a render takes.
     *
     * @param typical what to expect, until there is history
     * @param longest after this without a verdict the attempt is given up and its slot is free
     */
    public record TimeLimits(Duration typical, Duration longest) {}
}
