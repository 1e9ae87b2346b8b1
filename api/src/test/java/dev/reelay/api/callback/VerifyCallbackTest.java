package dev.reelay.api.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.callback.TestCallbacks;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Provider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures of both providers, made elsewhere with keys that protect nothing. */
class VerifyCallbackTest {
    private static final long SIGNED_AT = 1_750_000_000;
    private static final String KEY = "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg";
    private static final String OTHER_KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String FAL_BODY =
            "{\"error\": null, \"gateway_request_id\": \"764cabcf-b745-4b3e-ae38-1200304cf45b\", \"payload\": {\"video\": "
                    + "{\"content_type\": \"video/mp4\", \"file_name\": \"output.mp4\", \"file_size\": 3145728, \"url\": "
                    + "\"https://v3.fal.media/files/test/output.mp4\"}}, \"request_id\": "
                    + "\"764cabcf-b745-4b3e-ae38-1200304cf45b\", \"status\": \"OK\"}";
    private static final Map<String, String> FAL = Map.of(
            "X-Fal-Webhook-Request-Id", "764cabcf-b745-4b3e-ae38-1200304cf45b",
            "X-Fal-Webhook-User-Id", "user-1234",
            "X-Fal-Webhook-Timestamp", "1750000000",
            "X-Fal-Webhook-Signature",
                    "baaf64afd93f419b5c0927b57898de8d4a0c807cb4bc09c4e128b630ab563855"
                            + "eaac3a81a99a545bdfc47167534ab797e7b300647470b23d0889a955f5c4bb04");

    private static final String WAVESPEED_BODY =
            "{\"id\":\"d1f2\",\"model\":\"luma/ray-2-i2v\",\"status\":\"completed\",\"outputs\":"
                    + "[\"https://d1q70pf5vjeyhc.cloudfront.net/predictions/d1f2/1.mp4\"],\"error\":\"\"}";
    private static final Map<String, String> WAVESPEED = Map.of(
            "webhook-id", "msg_01HTEST",
            "webhook-timestamp", "1750000000",
            "webhook-signature", "v3,9e40a67cbcf505a35200ad6b11d7f1cac1f998e9a99ed8ff158e7cf696c6d30c");

    /** Published keys as the tests want them. */
    private record Known(List<String> some, List<String> newer) implements SigningKeys {
        @Override
        public List<String> of(String provider) {
            return some;
        }

        @Override
        public List<String> newest(String provider) {
            return newer;
        }
    }

    private static VerifyCallback.Verdict verify(
            String name, Map<String, String> headers, String body, long now, SigningKeys keys, String secret) {
        return verify(name, headers, body, now, keys, Map.of("reelay.providers.wavespeed.webhook-secret", secret));
    }

    private static VerifyCallback.Verdict verify(
            String name,
            Map<String, String> headers,
            String body,
            long now,
            SigningKeys keys,
            Map<String, String> secrets) {
        Provider provider = CatalogLoader.load(null, Map.of()).provider(name).orElseThrow();
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        Map<String, String> settings = new TreeMap<>(secrets);
        settings.put("reelay.callbacks.public-url", "https://video.example.com");
        VerifyCallback verify =
                new VerifyCallback(TestCallbacks.with(settings), keys, () -> Instant.ofEpochSecond(now));
        return verify.verify(
                provider,
                Objects.requireNonNull(provider.callback()),
                anyCase::get,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean fal(Map<String, String> headers, String body, long now) {
        return genuine(verify("fal", headers, body, now, new Known(List.of(KEY), List.of(KEY)), SECRET));
    }

    private static boolean waveSpeed(Map<String, String> headers, String body, long now) {
        return genuine(verify("wavespeed", headers, body, now, new Known(List.of(), List.of()), SECRET));
    }

    private static boolean genuine(VerifyCallback.Verdict verdict) {
        return verdict instanceof VerifyCallback.Verdict.Genuine;
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.remove(name);
        return changed;
    }

    @Test
    void whatTheProvidersSignedIsGenuine() {
        assertThat(fal(FAL, FAL_BODY, SIGNED_AT)).isTrue();
        assertThat(waveSpeed(WAVESPEED, WAVESPEED_BODY, SIGNED_AT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "300, true", "301, false"})
    void fiveMinutesAreTolerated(long later, boolean genuine) {
        assertThat(fal(FAL, FAL_BODY, SIGNED_AT + later)).isEqualTo(genuine);
        assertThat(waveSpeed(WAVESPEED, WAVESPEED_BODY, SIGNED_AT + later)).isEqualTo(genuine);
    }

    @Test
    void aChangedByteIsNoticed() {
        assertThat(fal(FAL, FAL_BODY.replace("3145728", "3145729"), SIGNED_AT)).isFalse();
        assertThat(fal(FAL, FAL_BODY + "\n", SIGNED_AT)).isFalse();
        assertThat(waveSpeed(WAVESPEED, WAVESPEED_BODY.replace("completed", "complete1"), SIGNED_AT))
                .isFalse();
        assertThat(waveSpeed(WAVESPEED, "", SIGNED_AT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Fal-Webhook-Request-Id", "X-Fal-Webhook-User-Id", "X-Fal-Webhook-Timestamp"})
    void everyHeaderOfFalIsSigned(String header) {
        assertThat(fal(with(FAL, header, "1750000001"), FAL_BODY, SIGNED_AT)).isFalse();
        assertThat(fal(without(FAL, header), FAL_BODY, SIGNED_AT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp"})
    void everyHeaderOfWaveSpeedIsSigned(String header) {
        assertThat(waveSpeed(with(WAVESPEED, header, "1750000001"), WAVESPEED_BODY, SIGNED_AT))
                .isFalse();
        assertThat(waveSpeed(without(WAVESPEED, header), WAVESPEED_BODY, SIGNED_AT))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "00", "9e40", "v3,9e40", "-1", "99999999999999999999"})
    void whatIsNoSignatureOrTimeIsRefused(String value) {
        assertThat(fal(with(FAL, "X-Fal-Webhook-Signature", value), FAL_BODY, SIGNED_AT))
                .isFalse();
        assertThat(fal(with(FAL, "X-Fal-Webhook-Timestamp", value), FAL_BODY, SIGNED_AT))
                .isFalse();
        assertThat(waveSpeed(with(WAVESPEED, "webhook-signature", value), WAVESPEED_BODY, SIGNED_AT))
                .isFalse();
        assertThat(waveSpeed(with(WAVESPEED, "webhook-timestamp", value), WAVESPEED_BODY, SIGNED_AT))
                .isFalse();
    }

    @Test
    void whatStandardWebhooksWouldSignIsNotWaveSpeeds() {
        String standard = "v1,H8fksaOIQ3FPgiGzFrMHVtON45ScPTZO0FZ6MSXVB18=";
        assertThat(waveSpeed(with(WAVESPEED, "webhook-signature", standard), WAVESPEED_BODY, SIGNED_AT))
                .isFalse();
    }

    @Test
    void anotherSecretProvesNothing() {
        Known none = new Known(List.of(), List.of());
        String unprefixed = SECRET.substring("whsec_".length());
        assertThat(genuine(verify("wavespeed", WAVESPEED, WAVESPEED_BODY, SIGNED_AT, none, unprefixed)))
                .as("with or without what stands before it")
                .isTrue();
        assertThat(genuine(verify("wavespeed", WAVESPEED, WAVESPEED_BODY, SIGNED_AT, none, SECRET + "x")))
                .isFalse();
    }

    @Test
    void theSecretOfAnyAccountServes() {
        String another = "reelay.providers.wavespeed.accounts.second.webhook-secret";
        Known none = new Known(List.of(), List.of());
        Map<String, String> right = Map.of("reelay.providers.wavespeed.webhook-secret", SECRET + "x", another, SECRET);
        Map<String, String> wrong =
                Map.of("reelay.providers.wavespeed.webhook-secret", SECRET + "x", another, SECRET + "y");

        assertThat(genuine(verify("wavespeed", WAVESPEED, WAVESPEED_BODY, SIGNED_AT, none, right)))
                .isTrue();
        assertThat(genuine(verify("wavespeed", WAVESPEED, WAVESPEED_BODY, SIGNED_AT, none, wrong)))
                .isFalse();
    }

    @Test
    void anyPublishedKeyServesAndTheNewestAreLookedAt() {
        assertThat(falBy(List.of(OTHER_KEY, KEY), List.of())).isInstanceOf(VerifyCallback.Verdict.Genuine.class);
        assertThat(falBy(List.of(OTHER_KEY), List.of(OTHER_KEY, KEY)))
                .isInstanceOf(VerifyCallback.Verdict.Genuine.class);
        assertThat(falBy(List.of(OTHER_KEY), List.of(OTHER_KEY))).isInstanceOf(VerifyCallback.Verdict.NotGenuine.class);
        assertThat(falBy(List.of("no key"), List.of("no key"))).isInstanceOf(VerifyCallback.Verdict.NotGenuine.class);
        assertThat(falBy(List.of(), List.of())).isInstanceOf(VerifyCallback.Verdict.NoKeys.class);
    }

    private static VerifyCallback.Verdict falBy(List<String> some, List<String> newer) {
        return verify("fal", FAL, FAL_BODY, SIGNED_AT, new Known(some, newer), SECRET);
    }
}
