package dev.reelay.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls in the forms of fal and WaveSpeed, and what their customers do to verify a callback. */
final class FacadeCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPKI_OF_ED25519 = "302a300506032b6570032100";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    FacadeCalls(URI api) {
        this.api = api;
    }

    JsonNode submitFal(String prompt, URI webhook) throws IOException, InterruptedException {
        return send(
                "/fal/fal-ai/luma-dream-machine/ray-2/image-to-video?fal_webhook=" + encoded(webhook),
                "{\"prompt\": \"" + prompt + "\", \"image_url\": \"https://example.com/first.jpg\"}");
    }

    JsonNode submitWaveSpeed(String prompt, URI webhook) throws IOException, InterruptedException {
        return send(
                "/wavespeed/api/v3/luma/ray-2-i2v?webhook=" + encoded(webhook),
                "{\"prompt\": \"" + prompt + "\", \"image\": \"https://example.com/first.jpg\"}");
    }

    private static String encoded(URI webhook) {
        return URLEncoder.encode(webhook.toString(), StandardCharsets.UTF_8);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET());
    }

    private JsonNode send(String path, String body) throws IOException, InterruptedException {
        return answer(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Pieces.API_KEY);
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** As fal's documentation says: the keys are published, the headers say what is signed. */
    boolean isOfFal(Subscriber.Post post) throws IOException, InterruptedException, GeneralSecurityException {
        Map<String, String> headers = post.headers();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(post.body().getBytes(StandardCharsets.UTF_8));
        String signed = headers.get("x-fal-webhook-request-id") + "\n" + headers.get("x-fal-webhook-user-id") + "\n"
                + headers.get("x-fal-webhook-timestamp") + "\n" + HexFormat.of().formatHex(hash);
        byte[] raw = Base64.getUrlDecoder()
                .decode(get("/fal/.well-known/jwks.json").at("/keys/0/x").asText());
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(
                        HexFormat.of().parseHex(SPKI_OF_ED25519 + HexFormat.of().formatHex(raw))));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signature.verify(HexFormat.of().parseHex(headers.get("x-fal-webhook-signature")));
    }

    /** As WaveSpeed's documentation says: the text of the secret behind its prefix is the key. */
    boolean isOfWaveSpeed(Subscriber.Post post) throws IOException, InterruptedException, GeneralSecurityException {
        String secret =
                get("/wavespeed/api/v3/webhook/secret").at("/data/secret").asText();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.substring("whsec_".length()).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = post.id() + "." + post.headers().get("webhook-timestamp") + "." + post.body();
        return ("v3," + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))))
                .equals(post.headers().get("webhook-signature"));
    }
}
