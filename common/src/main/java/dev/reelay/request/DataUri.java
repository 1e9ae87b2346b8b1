package dev.reelay.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image inside the request. It is looked at without being decoded whole: its form, its size, its first bytes. */
final class DataUri {
    private static final Pattern HEAD =
            Pattern.compile("data:(image/[a-z0-9.+-]+)(?:;charset=[a-z0-9-]+)?;base64,", Pattern.CASE_INSENSITIVE);
    /** Enough base64 for the twelve bytes that tell an image's format. */
    private static final int SIGNATURE_CHARACTERS = 16;

    private static final int LONGEST_HEAD = 100;

    private DataUri() {}

    static Optional<String> objection(String uri, int mostBytes) {
        Matcher head = HEAD.matcher(uri.substring(0, Math.min(uri.length(), LONGEST_HEAD)));
        if (!head.lookingAt()) {
            return Optional.of("must be a base64 image: data:image/png;base64,…");
        }
        int from = head.end();
        int characters = uri.length() - from;
        if (characters / 4L * 3 > mostBytes + 2L) {
            return Optional.of("holds more than " + mostBytes + " bytes; put the image behind an https URL");
        }
        if (!isBase64(uri, from)) {
            return Optional.of("is not base64 behind the comma");
        }
        return isImage(uri, from)
                ? Optional.empty()
                : Optional.of("does not begin like a PNG, JPEG, WebP, GIF or AVIF image");
    }

    private static boolean isBase64(String uri, int from) {
        int end = uri.length();
        if (end == from || (end - from) % 4 != 0) {
            return false;
        }
        for (int padding = 0; padding < 2 && uri.charAt(end - 1) == '='; padding++) {
            end--;
        }
        for (int i = from; i < end; i++) {
            char c = uri.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letter && c != '+' && c != '/') {
                return false;
            }
        }
        return true;
    }

    private static boolean isImage(String uri, int from) {
        if (uri.length() - from < SIGNATURE_CHARACTERS) {
            return false;
        }
        byte[] first = Base64.getDecoder().decode(uri.substring(from, from + SIGNATURE_CHARACTERS));
        return begins(first, 0, 0x89, 'P', 'N', 'G')
                || begins(first, 0, 0xFF, 0xD8, 0xFF)
                || begins(first, 0, 'G', 'I', 'F', '8')
                || (begins(first, 0, 'R', 'I', 'F', 'F') && begins(first, 8, 'W', 'E', 'B', 'P'))
                || (begins(first, 4, 'f', 't', 'y', 'p') && ascii(first, 8).startsWith("avi"));
    }

    private static boolean begins(byte[] bytes, int at, int... signature) {
        for (int i = 0; i < signature.length; i++) {
            if (bytes.length <= at + i || (bytes[at + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(byte[] bytes, int from) {
        return new String(Arrays.copyOfRange(bytes, from, bytes.length), StandardCharsets.ISO_8859_1);
    }
}
