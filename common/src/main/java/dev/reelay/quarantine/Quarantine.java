package dev.reelay.quarantine;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of the quarantine that a restore began, and takes a person's word for the end of it. */
@ApplicationScoped
public class Quarantine {
    private static final int SOME = 1_000;

    private final Database database;

    Quarantine(Database database) {
        this.database = database;
    }

    /**
     * How it stands.
     *
     * @param began when the one that is open began; null when none is
     * @param held how many requests are not bought until somebody releases them
     */
    public record Standing(@Nullable Instant began, long held) {}

    /** What came of a wish to release one request. */
    public enum Release {
        RELEASED,
        /** The tenant has no such request. */
        UNKNOWN,
        /** It is not held by a quarantine, or it has ended. */
        NOT_HELD
    }

    public Standing standing() {
        return database.query(
                        """
                        select (select began_at from quarantine where ended_at is null),
                          (select count(*) from generation where quarantine = 'held' and ended_at is null)""",
                        row -> new Standing(
                                Optional.ofNullable(row.getTimestamp(1))
                                        .map(Timestamp::toInstant)
                                        .orElse(null),
                                row.getLong(2)))
                .getFirst();
    }

    /** Ends the one that is open; what it held is held on. Answers whether there was one. */
    public boolean end() {
        return database.update("update quarantine set ended_at = clock_timestamp() where ended_at is null") > 0;
    }

    /** Releases all that is held, of all tenants. */
    public void releaseAll() {
        int some;
        do {
            some = database.query("select release_all_quarantined(?)", row -> row.getInt(1), SOME)
                    .getFirst();
        } while (some == SOME);
    }

    /** Releases one request of a tenant, also while a quarantine is open. */
    public Release release(int tenant, UUID id) {
        String verdict = database.query("select release_quarantined(?, ?)", row -> row.getString(1), tenant, id)
                .getFirst();
        return switch (verdict) {
            case "released" -> Release.RELEASED;
            case "unknown" -> Release.UNKNOWN;
            case "not_held" -> Release.NOT_HELD;
            default -> throw new IllegalStateException("release_quarantined answered " + verdict);
        };
    }
}
