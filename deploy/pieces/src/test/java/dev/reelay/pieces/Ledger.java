package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.simulator.bill.BillReport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What stands in the database, looked at from outside. */
final class Ledger {
    private final Pieces pieces;

    Ledger(Pieces pieces) {
        this.pieces = pieces;
    }

    /** The first column of each row, as text. */
    List<String> rows(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        pieces.settings().get("quarkus.datasource.jdbc.url"),
                        pieces.settings().get("quarkus.datasource.username"),
                        "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger could not be read", e);
        }
    }

    long count(String table, String condition) {
        return Long.parseLong(
                rows("select count(*) from " + table + " where " + condition).getFirst());
    }

    /** Every request has one end and one event of it, was bought once, and nothing is open or held. */
    void balances(int requests) {
        assertThat(count("generation", "state = 'COMPLETED'")).as("completed").isEqualTo(requests);
        assertThat(rows("""
                select subject_id from event
                where type in ('generation.completed', 'generation.failed', 'generation.cancelled')
                group by subject_id having count(*) <> 1""")).as("requests with more than one end").isEmpty();
        assertThat(rows("select subject_id from event group by subject_id having count(*) <> max(number)"))
                .as("requests with a gap in their events")
                .isEmpty();
        assertThat(count("attempt", "state = 'UNKNOWN'")).as("in doubt").isZero();
        assertThat(count("attempt", "state = 'SUCCEEDED'")).as("bought").isEqualTo(requests);
        assertThat(count("attempt", "verdict_at is null or done_at is null"))
                .as("open or holding a slot")
                .isZero();
        assertThat(count("artifact", "true")).as("stored").isEqualTo(requests);
        BillReport bill = pieces.simulator().bill();
        assertThat(bill.totals().submits().accepted()).as("billed").isEqualTo(requests);
        assertThat(bill.repeats().acceptedTwice()).as("bought twice").isZero();
    }
}
