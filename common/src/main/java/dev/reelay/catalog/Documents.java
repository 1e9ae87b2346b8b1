package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Between Jackson's trees and the plain maps and lists that expressions work on. */
public final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** Maps, lists, strings, numbers, booleans and null. */
    public static @Nullable Object plain(JsonNode node) {
        return JSON.convertValue(node, Object.class);
    }

    /** The tree of what an expression answered. */
    public static JsonNode tree(@Nullable Object value) {
        return JSON.valueToTree(value);
    }
}
