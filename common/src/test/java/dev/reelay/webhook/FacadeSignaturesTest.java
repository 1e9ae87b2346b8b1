package dev.reelay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Vectors that were computed with other programs. */
class FacadeSignaturesTest {
    private static final long AT = 1_750_000_000;

    @Test
    void falsIsEd25519OverFourLines() {
        FalSignature signature = FalSignature.of(
                HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
        String id = "764cabcf-b745-4b3e-ae38-1200304cf45b";
        String body = "{\"error\": null, \"gateway_request_id\": \"" + id
                + "\", \"payload\": {\"video\": {\"content_type\": \"video/mp4\", \"file_name\": \"output.mp4\","
                + " \"file_size\": 3145728, \"url\": \"https://v3.fal.media/files/test/output.mp4\"}}, \"request_id\": \""
                + id + "\", \"status\": \"OK\"}";

        assertThat(signature.publicKey()).isEqualTo("A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg");
        assertThat(signature.sign(id, "user-1234", AT, body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("baaf64afd93f419b5c0927b57898de8d4a0c807cb4bc09c4e128b630ab563855"
                        + "eaac3a81a99a545bdfc47167534ab797e7b300647470b23d0889a955f5c4bb04");
    }

    @Test
    void waveSpeedsIsHexadecimalUnderTheTextOfTheSecret() {
        String body = "{\"id\":\"d1f2\",\"model\":\"luma/ray-2-i2v\",\"status\":\"completed\","
                + "\"outputs\":[\"https://d1q70pf5vjeyhc.cloudfront.net/predictions/d1f2/1.mp4\"],\"error\":\"\"}";

        assertThat(WaveSpeedSignature.ofSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .sign("msg_01HTEST", AT, body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v3,9e40a67cbcf505a35200ad6b11d7f1cac1f998e9a99ed8ff158e7cf696c6d30c");
    }
}
