package dev.reelay.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs deliveries as fal does: Ed25519 over the request's id, the user's, the time in seconds and the hash of the body, a line
 * each. Who receives them verifies with the public key, as JSON Web Key sets have it (RFC 8037).
 */
public final class FalSignature {
    private static final String ALGORITHM = "Ed25519";
    private static final int PUBLIC_BYTES = 32;

    private final KeyPair keys;

    private FalSignature(KeyPair keys) {
        this.keys = keys;
    }

    /** From 32 bytes that nobody else knows; the same bytes give the same keys. */
    public static FalSignature of(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(255, new Given(seed));
            return new FalSignature(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Hexadecimal digits. */
    public String sign(String requestId, String userId, long timestampSeconds, byte[] body) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            String message = requestId + "\n" + userId + "\n" + timestampSeconds + "\n" + hash;
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with " + ALGORITHM, e);
        }
    }

    /** The raw public key in base64url, as the member {@code x} of a JSON Web Key. */
    public String publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length));
    }

    @Override
    public String toString() {
        return "FalSignature[" + publicKey() + "]";
    }

    /** A generator takes its private key from its source of randomness, and so from here. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        private Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
