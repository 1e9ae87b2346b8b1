package dev.reelay.api.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The words in which problems are told below some addresses; below all others they are problem documents. */
public interface ErrorForm {
    /** Whether this form is spoken at an address; its path begins with a slash. */
    boolean covers(String path);

    /** The problem in the words of this form. */
    Worded worded(Problem problem, String path);

    /** A problem as it is answered: beside the headers that it had, with these. */
    record Worded(int status, JsonNode body, Map<String, String> headers) {
        public Worded {
            headers = Map.copyOf(headers);
        }

        /** One without headers of its own. */
        public static Worded of(int status, JsonNode body) {
            return new Worded(status, body, Map.of());
        }
    }
}
