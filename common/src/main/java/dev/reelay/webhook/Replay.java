package dev.reelay.webhook;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Delivers events of the past to an endpoint, also to one that was made later or is disabled. */
@ApplicationScoped
public class Replay {
    /** How many events one replay takes at most. */
    public static final int MOST = 100_000;

    private final Database database;

    public Replay(Database database) {
        this.database = database;
    }

    /**
     * Which events.
     *
     * @param after the position before the first; 0 for the oldest that is kept
     * @param until the position of the last
     * @param since no event is older; null for any age
     * @param types all when none is named
     * @param missing only those that the endpoint was not delivered, and is not about to be
     */
    public record Wanted(long after, long until, @Nullable Instant since, Set<String> types, boolean missing) {}

    /** How many events these are; one more than {@link #MOST} stands for all numbers beyond. */
    public int count(int tenant, UUID endpoint, Wanted wanted) {
        return ask("select count(*) from replayed_events(?, ?, ?, ?, ?, ?, ?, ?)", tenant, endpoint, wanted, MOST + 1);
    }

    /** Delivers them, the oldest first; answers how many. */
    public int run(int tenant, UUID endpoint, Wanted wanted) {
        return ask("select replay_events(?, ?, ?, ?, ?, ?, ?, ?)", tenant, endpoint, wanted, MOST);
    }

    private int ask(String sql, int tenant, UUID endpoint, Wanted wanted, int most) {
        Instant since = wanted.since() == null ? Instant.EPOCH : wanted.since();
        return database.query(
                        sql,
                        row -> row.getInt(1),
                        tenant,
                        endpoint,
                        wanted.after(),
                        wanted.until(),
                        since.atOffset(ZoneOffset.UTC),
                        SqlArray.of("text", wanted.types()),
                        wanted.missing(),
                        most)
                .getFirst();
    }
}
