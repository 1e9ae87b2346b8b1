package dev.reelay.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an admin says of a key; null where a change leaves it as it is. */
public record KeyDraft(
        @Nullable String name,
        @Nullable Role role,
        @Nullable Setting<Instant> expiresAt,
        @Nullable Setting<RateLimit> limit,
        @Nullable Boolean anyProvider) {

    /** A value that is set, be it to nothing. */
    public record Setting<T>(@Nullable T value) {
        /** Whether there is one, and not to nothing. */
        public static <T> boolean isSet(@Nullable Setting<T> setting) {
            return setting != null && setting.value() != null;
        }
    }

    /** What is set; null where nothing is, or to nothing. */
    static <T> @Nullable T value(@Nullable Setting<T> setting) {
        return setting == null ? null : setting.value();
    }
}
