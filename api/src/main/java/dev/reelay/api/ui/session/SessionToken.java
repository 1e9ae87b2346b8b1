package dev.reelay.api.ui.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the cookie of a session holds: 256 random bits. What proves a change is derived from it, so that only its page knows it. */
final class SessionToken {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    private final String clear;

    private SessionToken(String clear) {
        this.clear = clear;
    }

    static SessionToken random(SecureRandom source) {
        byte[] bits = new byte[BYTES];
        source.nextBytes(bits);
        return new SessionToken(encoded(bits));
    }

    static Optional<SessionToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    /** What every change must come with. */
    String csrf() {
        return encoded(digest("csrf:" + clear));
    }

    /** What the database knows it by. */
    byte[] hash() {
        return digest("session:" + clear);
    }

    /** The cookie's value. */
    String clear() {
        return clear;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionToken[…]";
    }
}
