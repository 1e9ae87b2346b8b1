package dev.reelay.api.batch;

import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.MODEL;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends manifests. */
final class BatchCaller {
    static final String DEFAULTS =
            "{\"model\": \"" + MODEL + "\", \"input\": {\"image_url\": \"https://cdn.example.com/first.jpg\"}}";

    private BatchCaller() {}

    static String line(int n) {
        return "{\"custom_id\": \"clip-" + n + "\", \"input\": {\"prompt\": \"clip " + n + "\"}}";
    }

    static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(BatchCaller::line).collect(Collectors.joining("\n"));
    }

    /** With the defaults that {@link #line} needs. */
    static Response send(String query, String manifest) {
        return send("application/jsonl", query, manifest.getBytes(StandardCharsets.UTF_8), null);
    }

    static Response send(String type, String query, byte[] manifest, @Nullable String key) {
        var call = ACME.call()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, io.restassured.http.ContentType.BINARY)))
                .header("Content-Type", type)
                .body(manifest);
        if (key != null) {
            call.header("Idempotency-Key", key);
        }
        return call.post("/v1/batches?defaults=" + URLEncoder.encode(DEFAULTS, StandardCharsets.UTF_8) + "&" + query);
    }

    static UUID id(Response answer) {
        return UUID.fromString(answer.path("batch_id"));
    }
}
