package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What callers can ask for by an id: one of our models, served by any of its offerings, or a provider's own model, pinned
 * to that provider and taking that provider's own input as it stands. Where both have the same id, ours is meant.
 *
 * @param input the caller's input; its {@code default} values are filled in by {@link #complete}, save for prompts and media
 * @param sample an input that works
 * @param pinned whether this is a provider's own form
 * @param translation of such an input to one of our models; null where there is none
 */
public record Listing(
        String id,
        String title,
        String description,
        InputSchema input,
        JsonNode sample,
        boolean pinned,
        List<Offering> offerings,
        @Nullable Translation translation) {
    /** One that is not translated. */
    public Listing(
            String id,
            String title,
            String description,
            InputSchema input,
            JsonNode sample,
            boolean pinned,
            List<Offering> offerings) {
        this(id, title, description, input, sample, pinned, offerings, null);
    }

    /**
     * An input of a provider's form in the form of one of our models; empty where it cannot be said there, be it for a field
     * that this form does not name.
     */
    public Optional<JsonNode> translated(JsonNode given) {
        if (translation == null || !given.isObject()) {
            return Optional.empty();
        }
        JsonNode named = input.source().path("properties");
        return given.properties().stream().allMatch(field -> named.has(field.getKey()))
                ? translation.of(given)
                : Optional.empty();
    }

    /** What is wrong with an input, before its defaults are filled in; empty when it can be accepted. */
    public List<Violation> violations(JsonNode given) {
        return input.violations(given);
    }

    /** The input with our defaults made explicit; a pinned listing changes nothing. */
    public JsonNode complete(JsonNode given) {
        return pinned ? given : Defaults.fill(input.source(), given);
    }
}
