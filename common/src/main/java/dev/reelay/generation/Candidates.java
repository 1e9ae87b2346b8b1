package dev.reelay.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.request.Candidate;
import dev.reelay.request.Difference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that may serve a request, as its row keeps them: a list of {@code {offering, provider, price, currency, differences}}
 * in the order of the caller's choice, each difference {@code {pointer, asked, gets}}.
 */
final class Candidates {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Candidates() {}

    /** Null where there is but one, which serves the request exactly: its row says it all. */
    static @Nullable JsonNode json(List<Candidate> candidates) {
        if (candidates.size() == 1 && candidates.getFirst().isExact()) {
            return null;
        }
        ArrayNode list = JSON.createArrayNode();
        for (Candidate candidate : candidates) {
            ObjectNode one = list.addObject()
                    .put("offering", candidate.offering().id())
                    .put("provider", candidate.offering().provider())
                    .put("price", candidate.price())
                    .put("currency", candidate.currency());
            if (!candidate.isExact()) {
                one.set("differences", JSON.valueToTree(candidate.differences()));
            }
        }
        return list;
    }

    /** How what an offering was given differs from what was asked for, by a row's candidates. */
    static List<Difference> differences(@Nullable JsonNode candidates, String offering) {
        List<Difference> differences = new ArrayList<>();
        if (candidates != null) {
            for (JsonNode candidate : candidates) {
                if (candidate.path("offering").asText().equals(offering)) {
                    candidate
                            .path("differences")
                            .forEach(one -> differences.add(
                                    new Difference(one.path("pointer").asText(), one.path("asked"), one.path("gets"))));
                }
            }
        }
        return differences;
    }
}
