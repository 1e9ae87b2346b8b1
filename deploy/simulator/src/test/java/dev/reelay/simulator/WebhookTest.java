package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.video.Sha256;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks of fal, checked as a receiver checks them. */
class WebhookTest {
    private final BlockingQueue<Delivered> delivered = new LinkedBlockingQueue<>();
    private Running running;
    private HttpServer receiver;
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        running = Running.start();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            delivered.add(new Delivered(
                    body,
                    exchange.getRequestHeaders().getFirst("X-Fal-Webhook-Request-Id"),
                    exchange.getRequestHeaders().getFirst("X-Fal-Webhook-User-Id"),
                    exchange.getRequestHeaders().getFirst("X-Fal-Webhook-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Fal-Webhook-Signature")));
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 500 : 200, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        running.close();
    }

    @Test
    void successIsToldWithAGoodSignature() throws Exception {
        String id = submit("good").get("request_id").asText();

        Delivered news = next();

        assertThat(news.requestId).isEqualTo(id);
        assertThat(news.text())
                .startsWith("{\"error\": null, \"gateway_request_id\": \"" + id + "\", \"payload\": {\"video\": {")
                .endsWith("\"request_id\": \"" + id + "\", \"status\": \"OK\"}");
        assertThat(news.json().at("/payload/video/url").asText()).endsWith(".mp4");
        assertThat(signed(news)).isTrue();
    }

    @Test
    void failureIsToldWithTheBodyOfTheResult() throws Exception {
        submit("[[fault:generation-moderated-prompt]]");

        JsonNode news = next().json();

        assertThat(news.get("status").asText()).isEqualTo("ERROR");
        assertThat(news.get("error").asText()).isEqualTo("Invalid status code: 422");
        assertThat(news.at("/payload/detail/0/type").asText()).isEqualTo("content_policy_violation");
    }

    @Test
    void newsMayComeTwice() throws Exception {
        submit("[[fault:webhook-twice]]");

        assertThat(next().text()).isEqualTo(next().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-bad-signature", "webhook-old-timestamp", "webhook-payload-error"})
    void newsMayBeWrongInEachWay(String fault) throws Exception {
        submit("[[fault:" + fault + "]]");

        Delivered news = next();

        long age = running.clock.instant().getEpochSecond() - Long.parseLong(news.timestamp);
        assertThat(signed(news)).isEqualTo(!fault.equals("webhook-bad-signature"));
        assertThat(age > 300).isEqualTo(fault.equals("webhook-old-timestamp"));
        assertThat(news.json().has("payload_error")).isEqualTo(fault.equals("webhook-payload-error"));
    }

    @Test
    void newsMayNeverCome() {
        submit("[[fault:webhook-never-sent]]");

        assertThat(running.simulator.bill().lines().getFirst().traffic().webhooks())
                .containsExactly("never sent");
    }

    @Test
    void newsComesAgainUntilItIsTaken() throws Exception {
        refusals.set(1);
        submit("again");

        assertThat(next().text()).isEqualTo(next().text());
    }

    private JsonNode submit(String prompt) {
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
        String path = Running.RAY + "?fal_webhook=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
        JsonNode job = running.fal.post(path, "{\"prompt\":\"" + prompt + "\"}").json();
        running.passAll();
        return job;
    }

    private Delivered next() throws InterruptedException {
        Delivered news = delivered.poll(10, TimeUnit.SECONDS);
        if (news == null) {
            throw new AssertionError("no news came");
        }
        return news;
    }

    private boolean signed(Delivered news) throws GeneralSecurityException {
        String key = running.anyone
                .get("/fal/.well-known/jwks.json")
                .json()
                .at("/keys/0/x")
                .asText();
        byte[] raw = Base64.getUrlDecoder().decode(key);
        byte[] spki = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        String message = news.requestId + "\n" + news.userId + "\n" + news.timestamp + "\n" + Sha256.of(news.body);
        signature.update(message.getBytes(StandardCharsets.UTF_8));
        return signature.verify(HexFormat.of().parseHex(news.signature));
    }

    @SuppressWarnings("ArrayRecordComponent") // a value of one test, never compared
    private record Delivered(byte[] body, String requestId, String userId, String timestamp, String signature) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(Buffer.buffer(body));
        }
    }
}
