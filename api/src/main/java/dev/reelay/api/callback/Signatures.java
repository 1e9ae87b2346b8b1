package dev.reelay.api.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a signature was made over a text with a key; what cannot be one was not. */
final class Signatures {
    private static final String HMAC = "HmacSHA256";

    /** What stands before a raw Ed25519 key to make it a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_BYTES = 32;

    private Signatures() {}

    /** HMAC-SHA256; takes as long for a wrong one as for the right one. */
    static boolean bySecret(String secret, byte[] text, byte[] signature) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return MessageDigest.isEqual(mac.doFinal(text), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /** Ed25519, by a raw public key in base64url. */
    static boolean byPublicKey(String key, byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey(key));
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey publicKey(String key) throws GeneralSecurityException {
        byte[] raw = Base64.getUrlDecoder().decode(key);
        if (raw.length != ED25519_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has " + ED25519_BYTES + " bytes");
        }
        byte[] info = new byte[ED25519_INFO.length + raw.length];
        System.arraycopy(ED25519_INFO, 0, info, 0, ED25519_INFO.length);
        System.arraycopy(raw, 0, info, ED25519_INFO.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
    }
}
