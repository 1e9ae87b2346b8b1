package dev.reelay.api.request;

import dev.reelay.api.problem.ReadQuery;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** The one that the parameter {@code cursor} names; null where it is not given, or refused. */
    public static @Nullable UUID of(ReadQuery query) {
        String value = query.text("cursor");
        if (value == null) {
            return null;
        }
        return parse(value).orElseGet(() -> {
            query.refuse("cursor", "is not one of ours; take next_cursor as it stands, or leave it out to begin");
            return null;
        });
    }

    static Optional<UUID> parse(String word) {
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
