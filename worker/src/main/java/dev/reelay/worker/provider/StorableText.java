package dev.reelay.worker.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a provider says, without the characters that JSON can write and PostgreSQL cannot keep: U+0000 and halves of
 * surrogate pairs. Each becomes U+FFFD, so that an odd answer is still a verdict that can be kept.
 */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The same tree, or a copy where something had to be replaced; names of fields too. */
    static JsonNode of(JsonNode node, ObjectMapper json) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = json.createObjectNode();
                object.properties().forEach(field -> copy.set(of(field.getKey()), of(field.getValue(), json)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = json.createArrayNode();
                array.forEach(item -> copy.add(of(item, json)));
                yield copy;
            }
            default -> node.isTextual() ? json.getNodeFactory().textNode(of(node.textValue())) : node;
        };
    }

    /** The same text, where it can be kept. */
    static String of(String text) {
        StringBuilder kept = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                kept = kept == null ? new StringBuilder(text) : kept;
                kept.setCharAt(i, REPLACEMENT);
            }
        }
        return kept == null ? text : kept.toString();
    }
}
