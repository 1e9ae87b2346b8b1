package dev.reelay.simulator.fal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.protocol.Notice;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import dev.reelay.simulator.video.Sha256;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The webhook of fal: sorted keys, spaces as Python writes them, signed with ED25519 over the hash of the body. */
final class FalWebhook {
    private static final String USER = "user-1234";
    private static final long TEN_MINUTES = 600;

    private FalWebhook() {}

    static Notice notice(Look look) {
        Job job = look.job();
        ObjectNode body = Json.object().put("request_id", job.id()).put("gateway_request_id", job.id());
        if (job.state() instanceof JobState.Succeeded done) {
            body.put("status", "OK").putNull("error");
            if (look.has(Effect.PAYLOAD_ERROR)) {
                body.putNull("payload")
                        .put(
                                "payload_error",
                                "Response payload is not JSON serializable. Either return a JSON"
                                        + " serializable object or use the queue endpoint to retrieve the response.");
            } else {
                body.set("payload", FalBodies.output(look, done.film()));
            }
        } else {
            failed(body, job);
        }
        byte[] bytes = pythonic(body).getBytes(StandardCharsets.UTF_8);
        return new Notice(headers(look, bytes), Buffer.buffer(bytes));
    }

    private static void failed(ObjectNode body, Job job) {
        FalFailure failure = job.state() instanceof JobState.Failed failed
                ? FalFailure.of(failed.failure())
                : FalFailure.cancelled();
        Answer result = failure.result();
        body.put("status", "ERROR")
                .put("error", "Invalid status code: " + result.status())
                .set("payload", Json.read(result.body()));
    }

    private static Map<String, String> headers(Look look, byte[] body) {
        String id = look.job().id();
        long time = look.now().getEpochSecond() - (look.has(Effect.OLD_TIMESTAMP) ? TEN_MINUTES : 0);
        String message = id + "\n" + USER + "\n" + time + "\n" + Sha256.of(body);
        String signature = FalKey.sign(look.has(Effect.BAD_SIGNATURE) ? message + "?" : message);
        return Map.of(
                "Content-Type", "application/json",
                "X-Fal-Webhook-Request-Id", id,
                "X-Fal-Webhook-User-Id", USER,
                "X-Fal-Webhook-Timestamp", Long.toString(time),
                "X-Fal-Webhook-Signature", signature);
    }

    private static String pythonic(JsonNode node) {
        if (node.isObject()) {
            Map<String, String> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), pythonic(field.getValue())));
            List<String> fields = new ArrayList<>();
            sorted.forEach((name, value) -> fields.add("\"" + name + "\": " + value));
            return "{" + String.join(", ", fields) + "}";
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(pythonic(item)));
            return "[" + String.join(", ", items) + "]";
        }
        return node.toString();
    }
}
