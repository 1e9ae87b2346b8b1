package dev.reelay.client.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * One thing that is wrong with what was sent. The field is a JSON pointer into the body, or the name of a parameter or header,
 * and empty when it is the whole; the line counts from 1 where a file was sent.
 */
public record Fault(String field, String message, OptionalLong line) {

    /** Reads one entry of a problem's {@code errors}. */
    public static Fault of(JsonNode entry) {
        String field = entry.path("pointer").asText("");
        if (field.isEmpty()) {
            field = entry.path("parameter").asText(entry.path("field").asText(""));
        }
        JsonNode line = entry.path("line");
        return new Fault(
                field,
                entry.path("message").asText(""),
                line.canConvertToLong() ? OptionalLong.of(line.asLong()) : OptionalLong.empty());
    }

    @Override
    public String toString() {
        String where = line.isPresent() ? "line " + line.getAsLong() : "";
        String named = where.isEmpty() || field.isEmpty() ? where + field : where + ", " + field;
        return named.isEmpty() ? message : named + ": " + message;
    }
}
