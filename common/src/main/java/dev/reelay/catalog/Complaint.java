package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.reelay.catalog.definition.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One error of the schema validator as a sentence that says what would be right, and never what was given. */
final class Complaint {
    /** Beside {@code additionalProperties}: what to say of a field that is known, though not taken here. */
    static final String NOT_TAKEN = "x-not-taken";

    /** Beside any other keyword: what to say in place of our own words. */
    private static final String MESSAGE = "x-message";

    private final Error error;
    private final JsonNode schema;
    private final JsonNode here;

    /** @param root the whole schema, in which the error's own part is found */
    Complaint(Error error, JsonNode root) {
        this.error = error;
        this.schema = root;
        this.here = partOf(root, error.getSchemaLocation().getFragment());
    }

    String message() {
        String own = here.path(MESSAGE).asText("");
        if (!own.isEmpty() && error.getProperty() == null) {
            return own;
        }
        return switch (error.getKeyword()) {
            case "required" -> "is required" + described();
            case "additionalProperties", "unevaluatedProperties" -> unknown();
            case "enum" -> "must be one of " + words(here.path("enum")) + inItsType();
            case "const" -> "must be " + words(here.path("const")) + inItsType();
            case "type" -> "must be " + type() + ", not " + kind(error.getInstanceNode());
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> "must be " + range();
            case "minLength", "maxLength" -> "must be " + extent("Length") + " characters long";
            case "minItems", "maxItems" -> "must hold " + extent("Items") + " items";
            case "pattern" -> "must match " + here.path("pattern").asText();
            case "not" -> "is not taken";
            default -> error.getMessage();
        };
    }

    private String described() {
        String title = schema.path("properties")
                .path(error.getProperty())
                .path("title")
                .asText("");
        return title.isEmpty() ? "" : ": " + title.toLowerCase(Locale.ROOT);
    }

    private String unknown() {
        if (here.has(NOT_TAKEN)) {
            return here.path(NOT_TAKEN).asText();
        }
        List<String> known = new ArrayList<>();
        here.path("properties").fieldNames().forEachRemaining(known::add);
        return "unknown field; "
                + Suggestion.nearest(error.getProperty(), known)
                        .map(word -> "did you mean `" + word + "`?")
                        .orElse("known are " + String.join(", ", known));
    }

    private String type() {
        JsonNode type = here.path("type");
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(each -> withArticle(each.asText()))
                        .collect(Collectors.joining(" or "))
                : withArticle(type.asText());
    }

    private String range() {
        List<String> ends = new ArrayList<>();
        end("minimum", "at least ", ends);
        end("exclusiveMinimum", "more than ", ends);
        end("maximum", "at most ", ends);
        end("exclusiveMaximum", "less than ", ends);
        return String.join(" and ", ends);
    }

    private String extent(String what) {
        List<String> ends = new ArrayList<>();
        end("min" + what, "at least ", ends);
        end("max" + what, "at most ", ends);
        return String.join(" and ", ends);
    }

    private void end(String keyword, String words, List<String> ends) {
        if (here.has(keyword)) {
            ends.add(words + here.get(keyword).asText());
        }
    }

    private String inItsType() {
        JsonNode allowed = here.has("enum") ? here.path("enum").path(0) : here.path("const");
        boolean textForNumber = allowed.isNumber() && error.getInstanceNode().isTextual();
        return textForNumber ? ", as a number and not a text" : "";
    }

    private static String words(JsonNode allowed) {
        return allowed.isArray()
                ? StreamSupport.stream(allowed.spliterator(), false)
                        .map(JsonNode::toString)
                        .collect(Collectors.joining(", "))
                : allowed.toString();
    }

    private static String kind(JsonNode value) {
        return value.getNodeType() == JsonNodeType.NULL
                ? "null"
                : withArticle(value.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static String withArticle(String type) {
        return (type.matches("[aeiou].*") ? "an " : "a ") + type;
    }

    private static JsonNode partOf(JsonNode root, NodePath location) {
        JsonNode part = root;
        for (int step = 0; step < location.getNameCount() - 1; step++) {
            Object element = location.getElement(step);
            part = element instanceof Integer item ? part.path(item) : part.path(String.valueOf(element));
        }
        return part;
    }
}
