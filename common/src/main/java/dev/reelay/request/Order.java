package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Listing;
import java.util.List;

/**
 * A request that can be accepted, with those that can serve it.
 *
 * @param input complete, as it was asked for: the defaults are made explicit
 * @param candidates in the order in which they are to be asked, one at least
 */
public record Order(Listing listing, JsonNode input, List<Candidate> candidates, Terms terms) {
    public Order {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("nobody serves this order of " + listing.id());
        }
    }

    /** Who is to be asked first. */
    public Candidate first() {
        return candidates.getFirst();
    }
}
