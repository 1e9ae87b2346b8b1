package dev.reelay.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lines of batches, page by page in the order of the manifest. */
@ApplicationScoped
public class BatchLines {
    private final Database database;

    BatchLines(Database database) {
        this.database = database;
    }

    /** A line that could not be accepted, and why: a list of {@code {pointer, message}}. */
    public record Faulty(int n, @Nullable String customId, JsonNode faults) {}

    /**
     * A line and what came of it.
     *
     * @param status null of a line that could not be accepted
     * @param artifacts what is stored of it, a list
     * @param error {@code {class, message, code}}
     * @param charge as events tell it
     * @param atRisk whether it may have been bought, and nobody knows
     */
    public record Outcome(
            int n,
            @Nullable String customId,
            @Nullable UUID requestId,
            @Nullable String status,
            JsonNode wanted,
            JsonNode faults,
            JsonNode artifacts,
            JsonNode error,
            JsonNode charge,
            boolean atRisk) {}

    /**
     * Failures of a kind.
     *
     * @param error their class
     * @param example what one of them was told
     */
    public record Failures(String error, String provider, int count, String example) {}

    /** What its failed lines failed of, the commonest first. */
    public List<Failures> failures(UUID batch) {
        return database.query(
                """
                select g.error_class, g.provider, count(*)::int, coalesce(min(g.error_message), '')
                from batch_line l join generation g on g.id = l.generation_id
                where l.batch_id = ? and g.state = 'FAILED' and g.error_class is not null
                group by 1, 2 order by 3 desc, 1, 2""", row -> new Failures(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)), batch);
    }

    /** The next faulty lines behind this one. */
    public List<Faulty> faulty(UUID batch, int after, int limit) {
        return database.query(
                """
                select n, custom_id, faults from batch_line
                where batch_id = ? and n > ? and faults is not null order by n limit ?""", row -> new Faulty(row.getInt(1), row.getString(2), json(row, 3)), batch, after, limit);
    }

    /** The next lines behind this one, with what came of them; what was never released was cancelled. */
    public List<Outcome> outcomes(UUID batch, int after, int limit) {
        return database.query(
                """
                select l.n, l.custom_id, l.generation_id,
                  case when l.asked is null then null when l.state in ('STAGED', 'RELEASED') then 'cancelled'
                    else lower(l.state) end,
                  l.asked, l.faults,
                  (select jsonb_agg(jsonb_build_object('uri', 's3://' || a.bucket || '/' || a.object_key, 'bytes', a.bytes,
                      'sha256', encode(a.sha256, 'hex'), 'media_type', a.media_type, 'duration_ms', a.duration_ms,
                      'width', a.width, 'height', a.height) order by a.attempt_id, a.n)
                    from artifact a where a.generation_id = l.generation_id) as artifacts,
                  case when g.error_class is not null then jsonb_build_object('class', g.error_class,
                    'message', g.error_message, 'code', g.error_code) end as error,
                  generation_charge(l.generation_id) as charge, line_at_risk(l)
                from (select * from batch_line where batch_id = ? and n > ? order by n limit ?) as l
                left join generation g on g.id = l.generation_id
                order by l.n""",
                row -> new Outcome(
                        row.getInt(1),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        json(row, 5),
                        json(row, 6),
                        json(row, 7),
                        json(row, 8),
                        json(row, 9),
                        row.getBoolean(10)),
                batch,
                after,
                limit);
    }

    private static JsonNode json(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return BatchRows.parse(text == null ? "null" : text);
    }
}
