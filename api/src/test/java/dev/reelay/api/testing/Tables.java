package dev.reelay.api.testing;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Looks into the tables, and does to them what workers do. */
@ApplicationScoped
public class Tables {
    private static final int PARTITION = 0;

    private final Database database;

    Tables(Database database) {
        this.database = database;
    }

    /** Nothing was ever asked for. */
    public void clear() {
        try {
            truncate();
        } catch (DatabaseUnavailable e) {
            // A look of the api's own held one of the tables and waited for another.
            truncate();
        }
        database.update("delete from webhook_endpoint where url is not null");
        openLimits();
    }

    private void truncate() {
        database.update(
                "truncate batch, batch_line, batch_estimate, generation, generation_input, idempotency_key, attempt, artifact, event, event_pending, event_position, lane, delivery, delivery_try, delivery_due, budget, budget_use, budget_change, spent_before, doomed_object, quarantine, unanswered_submit cascade");
    }

    /** Accounts and offerings as they were at the first start. */
    private void openLimits() {
        database.update("""
                update account set slots = 10, weight = 1, configured = true, start_every = null, next_start_at = null, paused_at = null,
                  cooldown_until = null, cooldown_reason = null, cooldowns = 0, out_reason = null, changed = '{}'""");
        database.update("""
                update offering set slots = null, paused_at = null, known_at = clock_timestamp(), failures = 0, opened_at = null, open_until = null,
                  opens = 0, probe = null, failure = null, failed_to = null""");
    }

    /** What is told on a channel while something is done. */
    public String heardOn(String channel, Runnable doing) {
        try (Connection session = database.open();
                Statement statement = session.createStatement()) {
            statement.execute("listen " + channel);
            doing.run();
            PGNotification[] heard = session.unwrap(PGConnection.class).getNotifications(5_000);
            statement.execute("unlisten *");
            return heard[0].getParameter();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot listen", e);
        }
    }

    /** The first column of the first row, as text. */
    public String text(String sql, Object... parameters) {
        return database.query(sql, row -> row.getString(1), parameters).getFirst();
    }

    /** The id of the key with which {@link Client#ACME} calls; other tests make the tenant more of them. */
    public String acmesKey() {
        return text("select id from api_key where hash = sha256(convert_to(?, 'UTF8'))", Servers.KEY);
    }

    /** A count. */
    public int count(String sql, Object... parameters) {
        return database.query(sql, row -> row.getInt(1), parameters).getFirst();
    }

    /** Changes rows. */
    public void update(String sql, Object... parameters) {
        database.update(sql, parameters);
    }

    /** How many rows a submit has left anywhere. */
    public int traces() {
        return count("""
                select (select count(*) from generation) + (select count(*) from generation_input)
                  + (select count(*) from idempotency_key) + (select count(*) from event)""");
    }

    /** The relay has given all events their positions. */
    public void position() {
        database.query("select position_events(100000)", row -> row.getInt(1));
    }

    /** A worker has read its record. */
    public void receive(UUID id) {
        database.query("select receive(?, interval '1 s')", row -> row.getInt(1), SqlArray.of("uuid", List.of(id)));
    }

    /** A worker has claimed it; the answer is its attempt. */
    public UUID claim(UUID id) {
        receive(id);
        claimOf(id);
        return UUID.fromString(text("select id from attempt where generation_id = ?", id));
    }

    /**
     * A worker claims one of those that wait where this one does. A claim passes over a row that another writes, as the api
     * does when it notes that a record was sent; so the row is locked before.
     */
    public void claimOf(UUID id) {
        database.query("select 1 from raise_epochs(array[?::int], 'tests')", row -> 1, PARTITION);
        database.query("""
                with locked as materialized (select pool_id from generation where id = ? for update)
                select 1 from locked cross join lateral claim(locked.pool_id, 1, ?,
                  (select epoch from partition_epoch where partition = ?), interval '5 s', interval '60 s')
                """, row -> 1, id, PARTITION, PARTITION);
    }

    /** It waits for a person, as nobody knows whether its provider accepted it; the answer is its attempt. */
    public UUID hold(UUID id) {
        update("update generation set on_unknown = 'hold' where id = ?", id);
        UUID attempt = claim(id);
        unknown(attempt);
        return attempt;
    }

    /** Nobody knows whether the provider accepted this attempt. */
    public void unknown(UUID attempt) {
        database.query("""
                select settle_attempt(?, array['SUBMITTING'], 'UNKNOWN', false, 'unknown', 'submit_outcome_unknown',
                  'the answer was cut', null)""", row -> 1, attempt);
    }

    /** It has failed by this class. */
    public void fail(UUID id, String errorClass) {
        database.query("select end_generation(?, 'FAILED', ?, 'as told', null, '{}')", row -> 1, id, errorClass);
    }

    /** The provider has rendered it, and the file lies in the bucket. */
    public void complete(UUID id, String key, int files) {
        UUID attempt = claim(id);
        update("update attempt set state = 'SUCCEEDED', verdict_at = now() where id = ?", attempt);
        update("update generation set state = 'STORING' where id = ?", id);
        database.query("""
                select store_artifacts(?, (select jsonb_agg(jsonb_build_object('n', n, 'bucket', 'reelay',
                  'object_key', ? || n || '.mp4', 'bytes', 3, 'sha256', repeat('ab', 32), 'media_type', 'video/mp4',
                  'duration_ms', 5040, 'width', 960, 'height', 540)) from generate_series(0, ? - 1) n))
                """, row -> 1, attempt, key, files);
    }
}
