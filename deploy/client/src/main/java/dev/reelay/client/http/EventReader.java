package dev.reelay.client.http;

import java.util.Optional;

/** Makes events of the lines of a stream, as the HTML standard says. What is begun and not ended by an empty line is no event. */
final class EventReader {
    private final StringBuilder data = new StringBuilder();
    private String id = "";
    private String type = "";

    /** Takes a line; answers the event that it ends. */
    Optional<ServerSentEvent> line(String line) {
        if (line.isEmpty()) {
            return ended();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String rest = colon < 0 ? "" : line.substring(colon + 1);
        take(field, rest.startsWith(" ") ? rest.substring(1) : rest);
        return Optional.empty();
    }

    private void take(String field, String value) {
        switch (field) {
            case "id" -> id = value;
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            default -> {
                // A comment, or a field of a later time.
            }
        }
    }

    private Optional<ServerSentEvent> ended() {
        Optional<ServerSentEvent> event = data.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerSentEvent(
                        id, type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1)));
        data.setLength(0);
        type = "";
        return event;
    }
}
