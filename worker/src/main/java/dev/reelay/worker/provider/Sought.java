package dev.reelay.worker.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A submit whose outcome is not known, as it may stand in the provider's history.
 *
 * @param model the provider's id of the model
 * @param body what was sent
 * @param from when it may have been sent at the earliest, by our clock
 * @param to at the latest
 */
public record Sought(String model, JsonNode body, Instant from, Instant to) {
    @Override
    public String toString() {
        return "Sought[" + model + ", " + from + " to " + to + "]";
    }
}
