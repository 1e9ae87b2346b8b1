package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Offering;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An offering that can serve a request.
 *
 * @param price of one render of {@code input}; null when unknown, and then {@code currency} is too
 * @param input complete, as this offering gets it
 * @param differences from what was asked for; none when it is served exactly
 */
public record Candidate(
        Offering offering,
        @Nullable BigDecimal price,
        @Nullable String currency,
        JsonNode input,
        List<Difference> differences) {
    public Candidate {
        differences = List.copyOf(differences);
    }

    /** Whether it serves what was asked for, without any difference. */
    public boolean isExact() {
        return differences.isEmpty();
    }
}
