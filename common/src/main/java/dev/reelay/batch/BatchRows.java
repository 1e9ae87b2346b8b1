package dev.reelay.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reelay.catalog.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table of batches. */
final class BatchRows {
    static final String COLUMNS = """
            b.id, b.tenant_id, b.state, b.name, b.accept_valid, b.concurrency,
            coalesce((select u.amount from budget u where u.batch_id = b.id and u.name = 'batch ' || b.id limit 1), b.budget) as budget,
            b.webhook_url, b.retry_of,
            b.estimate, b.rate, b.created_at, b.started_at, b.ended_at, batch_counts(b) as counts""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchRows() {}

    static Batch batch(ResultSet row) throws SQLException {
        return new Batch(
                row.getObject("id", UUID.class),
                row.getInt("tenant_id"),
                BatchState.valueOf(row.getString("state")),
                new Batch.Terms(
                        row.getString("name"),
                        row.getBoolean("accept_valid"),
                        row.getInt("concurrency"),
                        row.getBigDecimal("budget"),
                        row.getString("webhook_url"),
                        row.getObject("retry_of", UUID.class)),
                counts(parse(row.getString("counts"))),
                row.getString("estimate") == null ? null : parse(row.getString("estimate")),
                row.getDouble("rate"),
                new Batch.Times(
                        row.getTimestamp("created_at").toInstant(), time(row, "started_at"), time(row, "ended_at")));
    }

    static JsonNode faults(List<Violation> violations) {
        ArrayNode faults = JSON.createArrayNode();
        violations.forEach(violation ->
                faults.addObject().put("pointer", violation.pointer()).put("message", violation.message()));
        return faults;
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database tells JSON that is none", e);
        }
    }

    private static Batch.Counts counts(JsonNode told) {
        return new Batch.Counts(
                told.path("lines").asInt(),
                told.path("valid").asInt(),
                told.path("invalid").asInt(),
                told.path("waiting").asInt(),
                told.path("open").asInt(),
                told.path("completed").asInt(),
                told.path("failed").asInt(),
                told.path("cancelled").asInt());
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
