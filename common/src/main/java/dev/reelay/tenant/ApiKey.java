package dev.reelay.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key in clear: {@code rl_} and 256 random bits. It is shown once, when it is made; what is stored is its hash, which
 * needs no salt as nobody can guess what it was made from.
 */
public final class ApiKey {
    private static final Pattern FORM = Pattern.compile("rl_[A-Za-z0-9_-]{43}");
    private static final String HIDDEN = "rl_hidden";
    private static final String SCHEME = "Bearer ";
    private static final int BYTES = 32;

    private final String clear;

    private ApiKey(String clear) {
        this.clear = clear;
    }

    /** The key that this text is, if it has the form of one. */
    public static Optional<ApiKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ApiKey(text)) : Optional.empty();
    }

    /** The key in an {@code Authorization} header, {@code Bearer rl_…}, if there is one (RFC 6750, 2.1). */
    public static Optional<ApiKey> ofBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? parse(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /** The same text without any key that stands in it. */
    public static String hideIn(String text) {
        return FORM.matcher(text).replaceAll(HIDDEN);
    }

    /** The same bytes without any key that stands in them, whatever else they are. */
    public static byte[] hideIn(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return FORM.matcher(text).find() ? hideIn(text).getBytes(StandardCharsets.ISO_8859_1) : bytes;
    }

    static ApiKey random(SecureRandom source) {
        byte[] bits = new byte[BYTES];
        source.nextBytes(bits);
        return new ApiKey("rl_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The secret itself, for the one who is to have it. */
    public String clear() {
        return clear;
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(clear.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ApiKey[rl_…]";
    }
}
