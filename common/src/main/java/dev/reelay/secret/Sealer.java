package dev.reelay.secret;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what lies in the database with the installation's key: AES-256 in GCM (NIST SP 800-38D), bound to its owner, so
 * that one owner's sealed secret is of no use in another's row. A seal is one byte of version, a nonce of 12 bytes, and the
 * ciphertext with its tag of 16.
 */
@Singleton
public class Sealer {
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();
    private final List<SecretKeySpec> keys;

    /** The newest key first; one that is not of 32 bytes is an {@link IllegalStateException}. */
    public Sealer(SecretsConfig config) {
        List<SecretKeySpec> all = new ArrayList<>();
        config.key().ifPresent(key -> all.add(parse("reelay.secrets.key", key)));
        if (!all.isEmpty()) {
            config.formerKeys().orElse(List.of()).forEach(key -> all.add(parse("reelay.secrets.former-keys", key)));
        }
        keys = List.copyOf(all);
    }

    /** Whether this installation has a key. */
    public boolean isReady() {
        return !keys.isEmpty();
    }

    /** Seals bytes for their owner; only where {@link #isReady}. */
    public byte[] seal(byte[] clear, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, owner).doFinal(clear);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in GCM", e);
        }
    }

    /** What was sealed for this owner; empty when none of the keys opens it. */
    public Optional<byte[]> open(byte[] sealed, String owner) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        for (SecretKeySpec key : keys) {
            try {
                return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                        .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
            } catch (GeneralSecurityException e) {
                // Sealed with another key, perhaps the next.
            }
        }
        return Optional.empty();
    }

    /** 32 bytes for one purpose from each of the keys, the newest first: always the same, and they tell nothing of the key. */
    public List<byte[]> derive(String purpose) {
        return keys.stream().map(key -> derived(key, purpose)).toList();
    }

    private static byte[] derived(SecretKeySpec key, String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getEncoded(), HMAC));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKeySpec parse(String setting, String text) {
        String plain = text.strip().replace('-', '+').replace('_', '/').replaceAll("=+$", "");
        try {
            byte[] key = Base64.getDecoder().decode(plain);
            if (key.length == KEY_BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IllegalArgumentException e) {
            // Said below, without what was read.
        }
        throw new IllegalStateException(
                setting + " must be 32 random bytes in base64, as `openssl rand -base64 32` makes them");
    }
}
