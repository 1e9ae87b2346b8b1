package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the schema validator found, as one violation a field, at the field to blame, in few and short words. */
final class Violations {
    /** An input with thousands of unknown fields gets this many told. */
    private static final int MOST = 20;

    private static final int LONGEST_NAME = 100;

    private Violations() {}

    static List<Violation> of(List<Error> errors, JsonNode schema) {
        if (errors.isEmpty()) {
            return List.of();
        }
        List<Error> ordered = new ArrayList<>(errors);
        ordered.sort(Comparator.comparingInt(error -> rank(error, schema)));
        Map<String, Violation> first = new LinkedHashMap<>();
        for (Error error : ordered) {
            if (first.size() == MOST) {
                first.putIfAbsent(
                        "", new Violation("", "more than " + MOST + " things are wrong; these are the first"));
                break;
            }
            String pointer = pointer(error);
            first.computeIfAbsent(pointer, absent -> new Violation(pointer, new Complaint(error, schema).message()));
        }
        return List.copyOf(first.values());
    }

    /** Fields in the order of the schema, unknown ones last; of one field's errors, first what lists the allowed. */
    private static int rank(Error error, JsonNode schema) {
        NodePath path = error.getInstanceLocation();
        String field = path.getNameCount() > 0 ? path.getName(0) : String.valueOf(error.getProperty());
        List<String> order = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(order::add);
        int position = order.indexOf(field);
        return 10 * (position < 0 ? order.size() : position)
                + switch (error.getKeyword()) {
                    case "enum", "const" -> 0;
                    case "type" -> 1;
                    default -> 2;
                };
    }

    /** RFC 6901; a missing or unknown field is blamed itself, not the object it is missing from. */
    private static String pointer(Error error) {
        StringBuilder pointer = new StringBuilder();
        NodePath path = error.getInstanceLocation();
        for (int step = 0; step < path.getNameCount(); step++) {
            append(pointer, String.valueOf(path.getElement(step)));
        }
        if (error.getProperty() != null) {
            append(pointer, error.getProperty());
        }
        return pointer.toString();
    }

    private static void append(StringBuilder pointer, String name) {
        String whole = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        pointer.append('/').append(whole.replace("~", "~0").replace("/", "~1"));
    }
}
