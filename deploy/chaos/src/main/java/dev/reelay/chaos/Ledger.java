package dev.reelay.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A look at how much is under way, on a connection for each look: the database may have been killed since the last. */
record Ledger(String jdbc) {
    private static final String OPEN = """
            select count(*) from generation g where ended_at is null
              and not (on_unknown = 'hold' and exists (select 1 from attempt
                where generation_id = g.id and number = g.attempts and state = 'UNKNOWN'))""";

    private static final String UNSETTLED = """
            select (select count(*) from attempt where verdict_at is null or done_at is null)
              + (select count(*) from event_pending) + (select positioned - published from event_relay)""";

    /** Requests without an end, those aside that wait for a person. */
    long open() throws SQLException {
        return number(OPEN);
    }

    /** Attempts without a verdict or with something to do, and events that are not out. */
    long unsettled() throws SQLException {
        return number(UNSETTLED);
    }

    /** Attempts whose provider has given them an id. */
    long accepted() throws SQLException {
        return number("select count(*) from attempt where state = 'ACCEPTED'");
    }

    /** A budget of a day of the only tenant, which holds what it has no room for; of all providers when none is named. */
    void makeBudget(String name, @Nullable String provider, int amount) throws SQLException {
        number("""
                select count(create_budget(id, 100, '%s', null, null, %s, 'total', %d, 'USD', 'hold')) from tenant""".formatted(name, provider == null ? "null" : "'" + provider + "'", amount));
    }

    /** Requests that a budget has no room for. */
    long heldByBudgets() throws SQLException {
        return number("select count(*) from generation where held_by is not null");
    }

    /** Makes room in all of them for everything. */
    void raiseBudgets() throws SQLException {
        number("with raised as (update budget set amount = 1000000 returning 1) select count(*) from raised");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
