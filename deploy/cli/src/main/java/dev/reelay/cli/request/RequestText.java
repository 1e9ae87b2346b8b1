package dev.reelay.cli.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.client.request.VideoRequest;
import java.util.ArrayList;
import java.util.List;

/** A request in a few lines: where it stands and why, its attempts with what they cost, and its files. */
final class RequestText {
    private RequestText() {}

    static String of(VideoRequest request) {
        List<String> lines = new ArrayList<>();
        lines.add(request.id() + "  " + request.status().word() + "  " + request.model());
        if (!request.reason().isEmpty()) {
            lines.add("  " + request.reason());
        }
        request.document().path("attempts").forEach(attempt -> lines.add("  " + attempt(attempt)));
        request.artifacts().forEach(artifact -> lines.add("  " + artifact));
        return String.join(System.lineSeparator(), lines);
    }

    private static String attempt(JsonNode attempt) {
        StringBuilder text = new StringBuilder("attempt ")
                .append(attempt.path("number").asInt())
                .append(": ")
                .append(attempt.path("provider").asText())
                .append(", ")
                .append(attempt.path("state").asText());
        JsonNode charge = attempt.path("charge");
        if (charge.isNumber()) {
            text.append(", ")
                    .append(charge.decimalValue().toPlainString())
                    .append(' ')
                    .append(attempt.path("currency").asText());
        }
        return text.toString();
    }
}
