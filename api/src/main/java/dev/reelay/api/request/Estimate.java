package dev.reelay.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Violation;
import dev.reelay.request.Difference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request.
 *
 * @param candidates in the order in which they would be asked, one at least
 * @param unfit those that cannot serve it, and why
 */
@Document
public record Estimate(String model, List<Candidate> candidates, List<Unfit> unfit) {
    private static final double OFTEN = 1.5;

    /**
     * An offering that could serve it.
     *
     * @param price null when unknown, which is not zero
     * @param expectedSeconds to a video: of one render, times the renders that one good one takes
     * @param renderSeconds of one render that ends well
     * @param blocked why nothing is sent there at the moment
     */
    @Document
    public record Candidate(
            String provider,
            String offering,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Cost price,

            double expectedSeconds,
            double renderSeconds,
            @Nullable String blocked,
            List<Change> differences) {
        /** Whether so many fail of late that a good one takes much longer than one render. */
        public boolean failsOften() {
            return expectedSeconds > OFTEN * renderSeconds;
        }
    }

    /** What one render costs, by whose word, as read on that day. */
    @Document
    public record Cost(
            BigDecimal amount,
            String currency,
            @Nullable LocalDate asOf,
            @Nullable String source) {}

    /** A value that differs from what was asked for, by its place in the input. */
    @Document
    public record Change(String pointer, JsonNode asked, JsonNode gets) {
        static Change of(Difference difference) {
            return new Change(difference.pointer(), difference.asked(), difference.gets());
        }
    }

    /** An offering, or a provider without one, that could not serve it. */
    @Document
    public record Unfit(String provider, @Nullable String offering, List<Violation> reasons) {}
}
