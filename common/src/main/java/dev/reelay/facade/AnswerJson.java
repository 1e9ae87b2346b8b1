package dev.reelay.facade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers in the forms of providers are written member by member: what a form has, it has in every answer, null or not. */
public final class AnswerJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AnswerJson() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A value as a node. */
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }
}
