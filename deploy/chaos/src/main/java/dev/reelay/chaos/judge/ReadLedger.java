package dev.reelay.chaos.judge;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows that Reelay keeps, on one connection. */
final class ReadLedger implements AutoCloseable {
    private final Connection connection;

    private ReadLedger(Connection connection) {
        this.connection = connection;
    }

    static ReadLedger open(Scene scene) throws SQLException {
        return new ReadLedger(DriverManager.getConnection(scene.at().jdbc()));
    }

    List<Facts.Generation> generations() throws SQLException, IOException {
        return rows(
                """
                select g.id, i.input ->> 'prompt' as prompt, g.state, g.on_unknown, g.ended_at is not null as ended
                from generation g join generation_input i on i.generation_id = g.id""",
                row -> new Facts.Generation(
                        row.getObject("id", UUID.class),
                        row.getString("prompt"),
                        row.getString("state"),
                        row.getString("on_unknown"),
                        row.getBoolean("ended")));
    }

    List<Facts.Attempt> attempts() throws SQLException, IOException {
        return rows(
                """
                select a.id, a.generation_id, a.number, a.state, a.error_class, a.remote ->> 'id' as job,
                  a.charge, a.held is not null as money_held, exists (select from event e where e.subject_id = a.generation_id
                    and e.type = 'attempt.unknown' and e.data ->> 'attempt_id' = a.id::text) as doubted,
                  a.verdict_at is null as holds, a.done_at is null as open
                from attempt a""",
                row -> new Facts.Attempt(
                        row.getObject("id", UUID.class),
                        row.getObject("generation_id", UUID.class),
                        row.getInt("number"),
                        row.getString("state"),
                        row.getString("error_class"),
                        row.getString("job"),
                        row.getBigDecimal("charge"),
                        row.getBoolean("doubted"),
                        row.getBoolean("holds") || row.getBoolean("money_held"),
                        row.getBoolean("open")));
    }

    List<Facts.Stored> stored(ReadBucket bucket) throws SQLException, IOException {
        return rows(
                "select attempt_id, object_key, encode(sha256, 'hex') as sha256 from artifact",
                row -> new Facts.Stored(
                        row.getObject("attempt_id", UUID.class),
                        row.getString("object_key"),
                        row.getString("sha256"),
                        bucket.sha256(row.getString("object_key"))));
    }

    /** What budgets count as held, and count otherwise than the attempts say. */
    List<String> budgetsOff() throws SQLException, IOException {
        return rows("""
                select format('%s counts %s, its attempts say %s', s.name, (s.held, s.at_risk, s.spent), x)
                from budget_standing s cross join lateral (
                  select coalesce(sum(a.held), 0) as held, coalesce(sum(a.at_risk), 0) as at_risk,
                    coalesce(sum(a.charge), 0) as spent
                  from attempt a
                  where a.tenant_id = s.tenant_id and (s.provider is null or s.provider = a.provider)
                    and coalesce(a.currency, 'USD') = s.currency) x
                where s.held <> 0 or (s.held, s.at_risk, s.spent) is distinct from (x.held, x.at_risk, x.spent)""", row -> row.getString(1));
    }

    long waiting() throws SQLException, IOException {
        return rows("select count(*) from generation where waiting or held_by is not null", row -> row.getLong(1))
                .getFirst();
    }

    @FunctionalInterface
    private interface Read<T> {
        T from(ResultSet row) throws SQLException, IOException;
    }

    private <T> List<T> rows(String sql, Read<T> read) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(read.from(row));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
