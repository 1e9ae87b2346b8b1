package dev.reelay.worker.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * Whether an input that a provider shows is the one that was sent: the same fields with the same values, nothing more.
 * Numbers are compared by value. Links of ours are signed anew whenever they are made, so two signed links are the same
 * when they lead to the same object.
 */
final class SameInput {
    private static final String SIGNED = "X-Amz-Signature=";

    /** For {@link JsonNode#equals(Comparator, JsonNode)}, which asks it about two values that are no containers. */
    private static final Comparator<JsonNode> VALUES = (one, other) -> sameValue(one, other) ? 0 : 1;

    private SameInput() {}

    static boolean same(JsonNode sent, JsonNode shown) {
        return sent.equals(VALUES, shown);
    }

    private static boolean sameValue(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.equals(other)
                || (one.isTextual() && other.isTextual() && sameObject(one.textValue(), other.textValue()));
    }

    private static boolean sameObject(String one, String other) {
        return one.contains(SIGNED) && other.contains(SIGNED) && place(one).equals(place(other));
    }

    private static String place(String link) {
        int query = link.indexOf('?');
        return query < 0 ? link : link.substring(0, query);
    }
}
