package dev.reelay.client.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A problem document (RFC 9457). The type never changes its meaning, so programs decide by it; the document has whatever else
 * the api said, and is empty when the answer was no problem document, as from a proxy in between.
 */
public record Problem(String type, String title, String detail, List<Fault> faults, JsonNode document) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Problem {
        faults = List.copyOf(faults);
    }

    /** Reads the body of an answer that was no success. */
    public static Problem read(int status, byte[] body) {
        try {
            JsonNode document = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            if (document != null && document.isObject() && document.has("title")) {
                return of(document);
            }
        } catch (JsonProcessingException _) {
            // It is somebody else's answer; what it is can be told by its status alone.
        }
        return new Problem("about:blank", "HTTP " + status, "", List.of(), JsonNodeFactory.instance.objectNode());
    }

    private static Problem of(JsonNode document) {
        List<Fault> faults = new ArrayList<>();
        document.path("errors").forEach(entry -> faults.add(Fault.of(entry)));
        return new Problem(
                document.path("type").asText("about:blank"),
                document.path("title").asText(),
                document.path("detail").asText(""),
                faults,
                document);
    }

    /** The last word of the type, as {@code invalid-request}. */
    public String word() {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    String sentence() {
        StringBuilder text = new StringBuilder(title);
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        faults.forEach(fault -> text.append(" [").append(fault).append(']'));
        return text.toString();
    }
}
