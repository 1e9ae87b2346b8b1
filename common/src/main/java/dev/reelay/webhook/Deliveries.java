package dev.reelay.webhook;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The log of deliveries, and delivering again. */
@ApplicationScoped
public class Deliveries {
    private static final String ALL = """
            select d.*, uuid_extract_timestamp(d.id) as created_at, u.due_at
            from delivery d left join delivery_due u on u.delivery_id = d.id where d.tenant_id = ?\s""";

    private final Database database;

    public Deliveries(Database database) {
        this.database = database;
    }

    /**
     * Those to an endpoint, newest first.
     *
     * @param state null for any
     * @param before the last one of the page before; null for the first page
     */
    public List<Delivery> to(int tenant, UUID endpoint, @Nullable String state, @Nullable UUID before, int most) {
        return database.query(
                ALL
                        + "and d.endpoint_id = ? and (?::text is null or d.state = ?) and (?::uuid is null or d.id < ?) order by d.id desc limit ?",
                Deliveries::delivery,
                tenant,
                endpoint,
                state,
                state,
                before,
                before,
                most);
    }

    /** Those of events about a subject, oldest first. */
    public List<Delivery> about(int tenant, UUID subject, int most) {
        return database.query(
                ALL + "and d.subject_id = ? order by d.id limit ?", Deliveries::delivery, tenant, subject, most);
    }

    /** One with all its tries. */
    public Optional<Delivery.WithTries> find(int tenant, UUID id) {
        return database.first(ALL + "and d.id = ?", Deliveries::delivery, tenant, id)
                .map(delivery -> new Delivery.WithTries(
                        delivery,
                        database.query(
                                "select * from delivery_try where delivery_id = ? order by n", Deliveries::tried, id)));
    }

    /** Delivers it once more; empty when the tenant has none such, or its event or endpoint is gone. */
    public Optional<UUID> redeliver(int tenant, UUID id) {
        return database.first(
                        "select redeliver(?, ?)", row -> Optional.ofNullable(row.getObject(1, UUID.class)), tenant, id)
                .flatMap(Function.identity());
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("endpoint_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("type"),
                row.getLong("position"),
                row.getString("cause"),
                row.getString("state"),
                row.getInt("tries"),
                row.getString("reason"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "due_at"),
                instant(row, "ended_at"));
    }

    private static Delivery.Try tried(ResultSet row) throws SQLException {
        return new Delivery.Try(
                row.getInt("n"),
                row.getTimestamp("at").toInstant(),
                row.getInt("latency_ms"),
                row.getObject("status", Integer.class),
                row.getString("error"),
                row.getString("excerpt"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
