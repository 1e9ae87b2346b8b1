package dev.reelay.api.request;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page ended, as a word that means nothing to callers. */
public final class Cursor {
    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 16;

    private Cursor() {}

    /** The word for the place behind this one. */
    public static String after(UUID last) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The last one before the place; empty when the word is none of ours. */
    public static Optional<UUID> parse(String word) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(word);
            if (bytes.length != BYTES || bytes[0] != VERSION) {
                return Optional.empty();
            }
            ByteBuffer id = ByteBuffer.wrap(bytes, 1, BYTES - 1);
            return Optional.of(new UUID(id.getLong(), id.getLong()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
