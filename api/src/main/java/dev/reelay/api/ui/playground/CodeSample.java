package dev.reelay.api.ui.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reelay.api.ui.page.ShowJson;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same request as it is written elsewhere, to be copied. Each runs as it is pasted; what has to be a file first says so
 * in its first line. The key is never in it.
 */
public record CodeSample(String id, String label, String text) {
    /** In all languages, for the one address that takes requests, and the one where Kafka does. */
    static List<CodeSample> of(JsonNode envelope, String address, String kafka) {
        return List.of(
                new CodeSample("curl", "curl", curl(envelope, address)),
                new CodeSample("javascript", "JavaScript", javascript(envelope, address)),
                new CodeSample("java", "Java", java(envelope, address)),
                new CodeSample("python", "Python", python(envelope, address)),
                new CodeSample("kafka", "Kafka", kafka(envelope, kafka)));
    }

    private static String curl(JsonNode envelope, String address) {
        return """
                curl -sS %s \\
                  -H "Authorization: Bearer $REELAY_API_KEY" \\
                  -H 'Content-Type: application/json' \\
                  -d %s
                """.formatted(inShell(address), inShell(ShowJson.pretty(envelope)));
    }

    private static String javascript(JsonNode envelope, String address) {
        return """
                // node sample.js
                fetch('%s', {
                  method: 'POST',
                  headers: {
                    Authorization: `Bearer ${process.env.REELAY_API_KEY}`,
                    'Content-Type': 'application/json',
                  },
                  body: JSON.stringify(%s),
                })
                  .then((answer) => answer.json())
                  .then((answer) => console.log(answer))
                """.formatted(address, ShowJson.pretty(envelope).indent(2).strip());
    }

    private static String java(JsonNode envelope, String address) {
        String body = ShowJson.pretty(envelope).replace("\\", "\\\\").replace("\"\"\"", "\\\"\"\"");
        return """
                // java Sample.java
                import java.net.URI;
                import java.net.http.HttpClient;
                import java.net.http.HttpRequest;
                import java.net.http.HttpResponse;

                public class Sample {
                    public static void main(String[] args) throws Exception {
                        HttpRequest request = HttpRequest.newBuilder(URI.create("%s"))
                                .header("Authorization", "Bearer " + System.getenv("REELAY_API_KEY"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(\"""
                %s\"""))
                                .build();
                        HttpResponse<String> answer =
                                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                        System.out.println(answer.body());
                    }
                }
                """.formatted(address, body.indent(24).stripTrailing());
    }

    private static String python(JsonNode envelope, String address) {
        return """
                import json, os, urllib.request

                request = urllib.request.Request(
                    "%s",
                    data=json.dumps(%s).encode(),
                    headers={
                        "Authorization": f"Bearer {os.environ['REELAY_API_KEY']}",
                        "Content-Type": "application/json",
                    },
                )
                print(urllib.request.urlopen(request).read().decode())
                """.formatted(address, inPython(envelope));
    }

    /** With an id of its own each time it is run: the same id again is the same request. */
    private static String kafka(JsonNode envelope, String brokers) {
        return """
                id=$(uuidgen)
                kcat -P -b %s -t reelay.requests -k "$id" \\
                  -H "authorization=Bearer $REELAY_API_KEY" \\
                  -H ce_specversion=1.0 -H ce_type=dev.reelay.request.v1 \\
                  -H ce_source=/shop/orders -H "ce_id=$id" \\
                  -H content-type=application/json <<'RECORD'
                %s
                RECORD
                """.formatted(brokers, envelope.toString());
    }

    private static String inShell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** JSON but for three words. */
    private static String inPython(JsonNode node) {
        if (node.isObject()) {
            return node.propertyStream()
                    .map(field -> TextNode.valueOf(field.getKey()) + ": " + inPython(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            return node.valueStream().map(CodeSample::inPython).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? "True" : "False";
        }
        return node.isNull() ? "None" : node.toString();
    }
}
