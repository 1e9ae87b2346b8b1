package dev.reelay.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole HTTP answer, made before it is sent so that faults can bend it. */
public record Answer(int status, Map<String, String> headers, Buffer body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonNode body) {
        return of(status, "application/json", buffer(body));
    }

    public static Answer html(int status, String title) {
        String page = """
                <html>
                <head><title>%s</title></head>
                <body><center><h1>%s</h1></center><hr><center>nginx</center></body>
                </html>
                """.formatted(title, title);
        return of(status, "text/html", Buffer.buffer(page));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Buffer.buffer());
    }

    public static Answer of(int status, String type, Buffer body) {
        return new Answer(status, Map.of("Content-Type", type), body);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    private static Buffer buffer(JsonNode node) {
        try {
            return Buffer.buffer(Json.MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }
}
