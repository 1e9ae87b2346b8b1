package dev.reelay.worker.webhook;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.event.Events;
import dev.reelay.event.Positioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes deliveries that are due, so that no other worker takes them while a try can last. */
@ApplicationScoped
class ClaimDue {
    /** Beyond the time of a try: for keeping what came of it. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final Database database;
    private final WebhookConfig config;

    ClaimDue(Database database, WebhookConfig config) {
        this.database = database;
        this.config = config;
    }

    /** At most so many, and no more of a lane or a tenant than there is room for. */
    List<Due> claim(int most, Lanes.Rooms rooms) {
        return database.query(
                "select * from claim_deliveries(?, ?, ?, ?, ?, ?, ?, make_interval(secs => ?::float8))",
                ClaimDue::due,
                most,
                config.parallelPerEndpoint(),
                SqlArray.of("uuid", rooms.lanes().keySet()),
                SqlArray.of("int4", rooms.lanes().values()),
                rooms.usualOfTenant(),
                SqlArray.of("int4", rooms.tenants().keySet()),
                SqlArray.of("int4", rooms.tenants().values()),
                config.timeout().plus(MARGIN).toSeconds());
    }

    /** How long until the next is due, or was; empty when nothing waits. */
    Optional<Duration> next() {
        return database.first(
                "select extract(epoch from min(due_at) - clock_timestamp()) from delivery_due having count(*) > 0",
                row -> Duration.ofMillis((long) (row.getDouble(1) * 1000)));
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getObject("delivery_id", UUID.class),
                row.getObject("endpoint_id", UUID.class),
                row.getObject("lane", UUID.class),
                row.getInt("tries"),
                row.getString("url"),
                new Seals(row.getBytes("secret"), row.getBytes("old_secret"), row.getBytes("headers")),
                waits(row.getArray("retry_after")),
                new Positioned(row.getLong("position"), row.getInt("tenant_id"), Events.event(row)),
                row.getString("facade"));
    }

    private static List<Integer> waits(@Nullable Array waits) throws SQLException {
        return waits == null ? List.of() : List.of((Integer[]) waits.getArray());
    }
}
