package dev.reelay.api.callback;

import static io.restassured.RestAssured.given;

import dev.reelay.api.testing.Servers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls back as the providers do. */
final class Sign {
    /** The public half of fal's key here. */
    static final String FAL_KEY = "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg";

    private static final byte[] FAL_SEED =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private Sign() {}

    /** A body that tells this id, signed now, as fal does. */
    static Response fal(UUID attempt, String id) {
        String body = """
                {"error": null, "payload": {"video": {"url": "https://v3.fal.media/evil.mp4"}}, "request_id": "%s", "status": "OK"}""".formatted(id);
        return fal(id, body).body(body).post("/callbacks/fal/" + attempt);
    }

    /** The headers of a call with this body. */
    static RequestSpecification fal(String id, String body) {
        long time = Instant.now().getEpochSecond();
        String text = id + "\n\n" + time + "\n" + sha256(body);
        return call().header("X-Fal-Webhook-Request-Id", id)
                .header("X-Fal-Webhook-User-Id", "")
                .header("X-Fal-Webhook-Timestamp", time)
                .header("X-Fal-Webhook-Signature", ed25519(text));
    }

    /** The same of WaveSpeed. */
    static Response waveSpeed(UUID attempt, String id) {
        String body = "{\"id\": \"" + id + "\", \"status\": \"completed\", \"outputs\": []}";
        long time = Instant.now().getEpochSecond();
        return call().header("webhook-id", "msg_1")
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v3," + hmac("msg_1." + time + "." + body))
                .body(body)
                .post("/callbacks/wavespeed/" + attempt);
    }

    static RequestSpecification call() {
        return given().contentType("application/json").urlEncodingEnabled(false);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String ed25519(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, FAL_SEED)));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Servers.WEBHOOK_SECRET.substring("whsec_".length()).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
