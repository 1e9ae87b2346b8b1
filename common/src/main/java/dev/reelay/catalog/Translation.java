package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/**
 * How an input in a provider's own form is said in the form of one of our models, so that others can serve it.
 *
 * @param model ours
 * @param mapping from the provider's input to ours
 */
public record Translation(String model, Expression mapping) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The input in our form; empty where it cannot be said. Whether our model takes it is another question. */
    public Optional<JsonNode> of(JsonNode input) {
        try {
            return mapping.evaluate(Documents.plain(input)) instanceof Map<?, ?> said
                    ? Optional.of(JSON.valueToTree(said))
                    : Optional.empty();
        } catch (ExpressionException e) {
            return Optional.empty();
        }
    }
}
