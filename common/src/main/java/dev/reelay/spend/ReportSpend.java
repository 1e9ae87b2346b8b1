package dev.reelay.spend;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sums up what a tenant's attempts came to; each counts for the day on which it began, as in budgets. */
@ApplicationScoped
public class ReportSpend {
    /** How many lines a report has at most. */
    public static final int MOST_LINES = 10_000;

    private final Database database;

    ReportSpend(Database database) {
        this.database = database;
    }

    /** One line for each combination of values, and each currency; at most one more than {@link #MOST_LINES}. */
    public List<Spent.Line> report(int tenant, Days days, List<Dimension> by) {
        String columns = by.stream().map(Dimension::sql).collect(Collectors.joining(", "));
        return database.query(
                "select " + columns + """
                , coalesce(a.currency, 'USD') as currency, sum(a.attempts) as attempts, coalesce(sum(a.charge), 0) as charge,
                  coalesce(sum(a.at_risk), 0) as at_risk, coalesce(sum(a.held), 0) as held,
                  sum(a.unpriced) as unpriced
                from (
                  select a.provider, a.offering, g.model, g.api_key_id, g.batch_id,
                    (a.created_at at time zone 'utc')::date as day, a.currency, a.charge_kind, 1 as attempts, a.charge, a.at_risk,
                    a.held, (a.charge is null and a.at_risk is null and a.held is null)::int as unpriced
                  from attempt a join generation g on g.id = a.generation_id
                  where a.tenant_id = ? and a.created_at >= ? and a.created_at < ?
                    and a.id >= uuid7_floor(?::timestamptz - interval '1 hour') and a.id < uuid7_floor(?::timestamptz + interval '1 hour')
                  union all
                  select provider, offering, model, api_key_id, batch_id, day, currency, charge_kind, attempts, charge, at_risk, 0,
                    unpriced
                  from spent_before where tenant_id = ? and day >= ? and day < ?) a
                group by\s""" + columns + ", coalesce(a.currency, 'USD') order by " + columns
                        + ", coalesce(a.currency, 'USD') limit ?",
                row -> line(row, by),
                tenant,
                days.begin(),
                days.end(),
                days.begin(),
                days.end(),
                tenant,
                days.from(),
                days.to(),
                MOST_LINES + 1);
    }

    private static Spent.Line line(ResultSet row, List<Dimension> by) throws SQLException {
        Map<Dimension, @Nullable String> values = new LinkedHashMap<>();
        for (Dimension dimension : by) {
            values.put(dimension, row.getString(values.size() + 1));
        }
        return new Spent.Line(
                Collections.unmodifiableMap(values),
                new Spent(
                        row.getString("currency"),
                        row.getLong("attempts"),
                        row.getBigDecimal("charge"),
                        row.getBigDecimal("at_risk"),
                        row.getBigDecimal("held"),
                        row.getLong("unpriced")));
    }
}
