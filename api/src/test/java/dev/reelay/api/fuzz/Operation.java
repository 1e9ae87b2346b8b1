package dev.reelay.api.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the description, and all that a caller may vary of it.
 *
 * @param parameters of the path, the query and the headers
 * @param bodies by their content types; empty where none is taken
 * @param statuses that it may answer with, as the description says
 */
record Operation(
        String id, String method, String path, List<Parameter> parameters, List<Body> bodies, Set<String> statuses) {

    /**
     * A parameter.
     *
     * @param in path, query or header
     * @param kind what it names, such as {@code RequestId}; its own name where it stands alone
     */
    record Parameter(
            String name,
            String in,
            String kind,
            JsonNode schema,
            @Nullable String example) {}

    /**
     * A body.
     *
     * @param examples as they stand in the description; there is one at least
     */
    record Body(String type, List<JsonNode> examples, List<Field> fields) {}

    /** A field of a body, by the names that lead to it; the first item of a list is {@code 0}. */
    record Field(List<String> path, JsonNode schema) {}
}
