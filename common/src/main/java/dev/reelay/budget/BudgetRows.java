package dev.reelay.budget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;

/** Reads rows of the view of where budgets stand. */
final class BudgetRows {
    static final String COLUMNS = """
            s.id, s.name, s.api_key_id, s.batch_id, s.provider, s.period, s.amount, s.currency, s.when_spent, s.created_at,
            s.renews_at, s.spent, s.held, s.at_risk, s.queued, s.room""";

    private BudgetRows() {}

    static Budget budget(ResultSet row) throws SQLException {
        return new Budget(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new Budget.Scope(
                        row.getObject("api_key_id", UUID.class),
                        row.getObject("batch_id", UUID.class),
                        row.getString("provider")),
                new Budget.Limit(
                        row.getBigDecimal("amount"),
                        row.getString("currency"),
                        Budget.Period.of(row.getString("period")).orElseThrow(),
                        Budget.WhenSpent.of(row.getString("when_spent")).orElseThrow()),
                use(row),
                row.getTimestamp("created_at").toInstant());
    }

    private static Budget.Use use(ResultSet row) throws SQLException {
        Timestamp renewsAt = row.getTimestamp("renews_at");
        return new Budget.Use(
                row.getBigDecimal("spent"),
                row.getBigDecimal("held"),
                row.getBigDecimal("at_risk"),
                row.getBigDecimal("queued"),
                row.getBigDecimal("room"),
                renewsAt == null ? null : renewsAt.toInstant());
    }
}
