package dev.reelay.worker.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attempt comes to follows from its row, however it got there. */
class SettlementIT {
    private FreshDatabase fresh;
    private Database database;
    private Spending spending;
    private int account;
    private int tenant;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        Rows rows = new Rows(database);
        spending = new Spending(database);
        account = rows.account("fal", 100);
        tenant = rows.tenant("a", 1);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    SUCCEEDED, -,                      -,    done,              0.5,  -,   yes
                    SUCCEEDED, -,                      0.45, done,              0.45, -,   yes
                    SUCCEEDED, -,                      0,    done,              0,    -,   nothing
                    FAILED,    result_lost,            -,    lost,              0.5,  -,   yes
                    FAILED,    provider_failed,        -,    failed_free,       0,    -,   nothing
                    FAILED,    provider_failed,        0.2,  failed_charged,    0.2,  -,   yes
                    FAILED,    provider_failed,        0,    failed_free,       0,    -,   nothing
                    FAILED,    moderated,              -,    moderated,         0,    -,   nothing
                    FAILED,    moderated,              0.1,  moderated,         0.1,  -,   yes
                    FAILED,    timeout,                -,    given_up,          -,    0.5, perhaps
                    FAILED,    internal,               -,    unknown,           -,    0.5, perhaps
                    CANCELLED, -,                      -,    cancelled,         -,    0.5, perhaps
                    CANCELLED, -,                      0,    cancelled,         0,    -,   nothing
                    CANCELLED, -,                      0.3,  cancelled_charged, 0.3,  -,   yes
                    REFUSED,   invalid_input,          -,    not_taken,         0,    -,   nothing
                    NOT_SENT,  unavailable,            -,    not_taken,         0,    -,   nothing
                    UNKNOWN,   submit_outcome_unknown, -,    unknown,           -,    0.5, perhaps
                    ACCEPTED,  -,                      -,    -,                 -,    -,   perhaps""")
    void everyEndHasItsKindAndItsAmount(
            String state, String errorClass, String cost, String kind, String charge, String atRisk, String owed) {
        UUID attempt = claimed();

        database.update(
                "update attempt set state = ?, error_class = ?, cost = ?::numeric where id = ?",
                state,
                errorClass,
                cost,
                attempt);

        assertThat(settled(attempt)).isEqualTo(List.of(text(kind), text(charge), text(atRisk), owed));
    }

    @Test
    void aPriceThatNobodyKnowsIsNoZero() {
        spending.waiting(tenant, account, null, 1);
        UUID attempt = spending.claim(account, 1).getFirst();

        spending.render(attempt, null);

        assertThat(settled(attempt)).isEqualTo(List.of("done", "-", "-", "yes"));
    }

    @Test
    void aLateAnswerSettlesItAnew() {
        UUID attempt = claimed();
        assertThat(held(attempt)).isEqualTo("0.5");

        spending.unknown(attempt);
        assertThat(settled(attempt)).isEqualTo(List.of("unknown", "-", "0.5", "perhaps"));
        assertThat(held(attempt)).isEqualTo("-");

        spending.accept(attempt);
        assertThat(settled(attempt)).isEqualTo(List.of("-", "-", "-", "perhaps"));
        assertThat(held(attempt)).isEqualTo("0.5");

        spending.render(attempt, "0.4");
        assertThat(settled(attempt)).isEqualTo(List.of("done", "0.4", "-", "yes"));

        spending.end(attempt, "FAILED", "result_lost", null);
        assertThat(settled(attempt)).as("what was told stays").isEqualTo(List.of("lost", "0.4", "-", "yes"));
    }

    @Test
    void everyEndTellsItsCharge() {
        UUID rendered = claimed();
        spending.render(rendered, "0.4");
        database.query("""
                select store_artifacts(?, '[{"n": 0, "bucket": "b", "object_key": "k", "bytes": 1, "sha256": "00",
                  "media_type": "video/mp4"}]')""", row -> 1, rendered);
        spending.end(claimed(), "FAILED", "provider_failed", null);
        spending.unknown(claimed());

        assertThat(charges("generation.completed"))
                .containsExactly("{\"kind\": \"done\", \"amount\": 0.4, \"currency\": \"USD\"}");
        assertThat(charges("attempt.failed"))
                .containsExactly("{\"kind\": \"failed_free\", \"amount\": 0, \"currency\": \"USD\"}");
        assertThat(charges("attempt.unknown"))
                .containsExactly("{\"kind\": \"unknown\", \"at_risk\": 0.5, \"currency\": \"USD\"}");
        assertThat(charges("generation.failed")).hasSize(2);
    }

    private UUID claimed() {
        spending.waiting(tenant, account, "0.5", 1);
        return spending.claim(account, 1).getFirst();
    }

    private List<String> settled(UUID attempt) {
        return database.query(
                        """
                        select coalesce(charge_kind, '-'), coalesce(charge::text, '-'), coalesce(at_risk::text, '-'),
                          attempt_owed(charge_kind, charge) from attempt where id = ?""",
                        row -> List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        attempt)
                .getFirst();
    }

    private String held(UUID attempt) {
        return database.query(
                        "select coalesce(held::text, '-') from attempt where id = ?", row -> row.getString(1), attempt)
                .getFirst();
    }

    private List<String> charges(String type) {
        return database.query(
                "select data ->> 'charge' from event where type = ? order by id", row -> row.getString(1), type);
    }

    private static String text(String value) {
        return value == null ? "-" : value;
    }
}
