package dev.reelay.batch;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Brings batches on: their lines become generations, a few at a time, and their ends are counted. */
@ApplicationScoped
public class AdvanceBatches {
    private final Database database;

    AdvanceBatches(Database database) {
        this.database = database;
    }

    /** Those that have something to do, the oldest first. */
    public List<UUID> active() {
        return database.query(
                "select id from batch where ended_at is null and state <> 'RECEIVING' order by id",
                row -> row.getObject(1, UUID.class));
    }

    /**
     * Brings one on by a step; answers the generations that it made. Of several that try at once one does it.
     *
     * @param share a step releases at most this part of the batch's concurrency, one divided by it, and not many at once
     */
    public List<UUID> advance(UUID batch, int share) {
        return database.query("select advance_batch(?, ?)", AdvanceBatches::ids, batch, share)
                .getFirst();
    }

    private static List<UUID> ids(ResultSet row) throws SQLException {
        Array made = row.getArray(1);
        return made == null ? List.of() : List.of((UUID[]) made.getArray());
    }

    /** Forgets what nobody has gone on uploading. */
    public int dropAbandoned(Instant before, int most) {
        return database.query(
                        "select drop_abandoned_batches(?::timestamptz, ?)",
                        row -> row.getInt(1),
                        before.toString(),
                        most)
                .getFirst();
    }

    /** Drops lines of manifests of which nothing is bought; answers how many. */
    public int dropUnbought(int most) {
        return database.query("select drop_unbought_lines(?)", row -> row.getInt(1), most)
                .getFirst();
    }

    /** A batch whose files are to be written; nobody else gets it for so long. */
    public List<UUID> takeFinished(Duration lease) {
        return database.query(
                "select id from (select take_finished_batch(make_interval(secs => ?)) as id) t where id is not null",
                row -> row.getObject(1, UUID.class),
                (double) lease.toSeconds());
    }

    /** Its files are written; false when that was known. */
    public boolean finish(UUID batch, long resultsBytes, long errorsBytes, String facts) {
        return database.query(
                        "select finish_batch(?, ?, ?, ?::jsonb)",
                        row -> row.getBoolean(1),
                        batch,
                        resultsBytes,
                        errorsBytes,
                        facts)
                .getFirst();
    }
}
