package dev.reelay.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries as WaveSpeed does. It looks like Standard Webhooks and is not: the key is the text of the secret as it
 * stands behind its prefix, and the signature is in hexadecimal digits behind {@code v3,}.
 */
public final class WaveSpeedSignature {
    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";

    private final String secret;

    private WaveSpeedSignature(String secret) {
        this.secret = secret;
    }

    /** From bytes that nobody else knows; the same bytes give the same secret. */
    public static WaveSpeedSignature of(byte[] bytes) {
        return ofSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** From a secret as its receiver has it. */
    static WaveSpeedSignature ofSecret(String secret) {
        return new WaveSpeedSignature(secret);
    }

    /** The secret itself, for the one who is to have it. */
    public String clear() {
        return secret;
    }

    /** One signature of a delivery. */
    public String sign(String id, long timestampSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            byte[] key = secret.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update((id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v3," + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "WaveSpeedSignature[whsec_…]";
    }
}
