package dev.reelay.simulator.wavespeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.protocol.Notice;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The webhook of WaveSpeed: the bare prediction, signed with HMAC-SHA256 as {@code v3} in hex, by the secret's own
 * characters. A wrong signature is the one that Standard Webhooks would make, which must not pass.
 */
final class WaveSpeedWebhook {
    /** Known to all: it protects nothing. */
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String PREFIX = "whsec_";
    private static final long TEN_MINUTES = 600;

    private WaveSpeedWebhook() {}

    static Notice notice(Look look, ObjectNode prediction) {
        Buffer body = Answer.json(200, prediction).body();
        String id = "msg_" + look.job().id();
        long time = look.now().getEpochSecond() - (look.has(Effect.OLD_TIMESTAMP) ? TEN_MINUTES : 0);
        byte[] message = Buffer.buffer(id + "." + time + ".").appendBuffer(body).getBytes();
        String signature = look.has(Effect.BAD_SIGNATURE) ? standard(message) : own(message);
        return new Notice(
                Map.of(
                        "Content-Type",
                        "application/json",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(time),
                        "webhook-signature",
                        signature),
                body);
    }

    private static String own(byte[] message) {
        byte[] key = SECRET.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
        return "v3," + HexFormat.of().formatHex(mac(key, message));
    }

    private static String standard(byte[] message) {
        byte[] key = Base64.getDecoder().decode(SECRET.substring(PREFIX.length()));
        return "v1," + Base64.getEncoder().encodeToString(mac(key, message));
    }

    private static byte[] mac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
