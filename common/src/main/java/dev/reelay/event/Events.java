package dev.reelay.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Writes an event and reads a subject's events. The events of generations are written by the SQL functions that change
 * them; {@link #record} is for subjects whose row the caller's own transaction has locked and counted.
 */
@ApplicationScoped
public class Events {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final Database database;

    Events(Database database) {
        this.database = database;
    }

    /** Writes one event and answers its id. */
    public UUID record(int tenant, String subjectKind, UUID subject, int number, String type, JsonNode data) {
        return database.query(
                        "select record_event(?, ?, ?, ?, ?, ?::jsonb)",
                        row -> row.getObject(1, UUID.class),
                        tenant,
                        subjectKind,
                        subject,
                        number,
                        type,
                        data.toString())
                .getFirst();
    }

    /** What has happened to a subject, oldest first. */
    public List<Event> of(int tenant, UUID subject) {
        return database.query("""
                select id, subject_kind, subject_id, number, type, at, data from event
                where subject_id = ? and tenant_id = ? and id >= ? order by number""", Events::event, subject, tenant, firstOf(subject));
    }

    /** No event is older than its subject, save for clocks that differ; so only the partitions since then are read. */
    private static UUID firstOf(UUID subject) {
        long madeAt = subject.getMostSignificantBits() >>> 16;
        return new UUID((madeAt - CLOCKS_DIFFER.toMillis()) << 16, 0);
    }

    /** The event of a row that has the columns of the table {@code event}. */
    public static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getObject("id", UUID.class),
                row.getString("subject_kind"),
                row.getObject("subject_id", UUID.class),
                row.getInt("number"),
                row.getString("type"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                parsed(row.getString("data")));
    }

    private static JsonNode parsed(String json) throws SQLException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new SQLException("an event's data is not JSON", e);
        }
    }
}
