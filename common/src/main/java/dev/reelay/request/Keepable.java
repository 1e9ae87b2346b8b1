package dev.reelay.request;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is valid JSON and cannot be kept or passed on as it stands: odd characters, numbers out of range. */
public final class Keepable {
    private final List<Violation> found = new ArrayList<>();

    private Keepable() {}

    /** Each place that holds it. */
    public static List<Violation> violations(JsonNode root) {
        Keepable search = new Keepable();
        search.visit(root, JsonPointer.empty());
        return search.found;
    }

    private void visit(JsonNode node, JsonPointer at) {
        if (node.isTextual()) {
            refuse(unkeepable(node.textValue()), at);
        } else if (node.isNumber()) {
            number(node, at);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                visit(node.get(i), at.appendIndex(i));
            }
        } else {
            node.properties().forEach(property -> {
                JsonPointer inside = at.appendProperty(property.getKey());
                if (unkeepable(property.getKey()) == null) {
                    visit(property.getValue(), inside);
                } else {
                    refuse("has a name that " + unkeepable(property.getKey()), at);
                }
            });
        }
    }

    private void number(JsonNode node, JsonPointer at) {
        if (node.isIntegralNumber() && !node.canConvertToLong()) {
            refuse("must be a number that 64 bits can hold", at);
        } else if (!Double.isFinite(node.doubleValue())) {
            refuse("must be a number that 64 bits can hold", at);
        }
    }

    private void refuse(@Nullable String message, JsonPointer at) {
        if (message != null) {
            found.add(new Violation(at.toString(), message));
        }
    }

    /** Why no database could keep this text; null when one can. */
    private static @Nullable String unkeepable(String text) {
        if (text.indexOf('\0') >= 0) {
            return "must not hold the character U+0000";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "must not hold half of a surrogate pair";
            }
        }
        return null;
    }
}
