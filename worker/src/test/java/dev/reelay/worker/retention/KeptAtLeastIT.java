package dev.reelay.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.event.EventsConfig;
import dev.reelay.migrate.Migrate;
import dev.reelay.migrate.MigrateConfig;
import dev.reelay.retention.KeepConfig;
import dev.reelay.retention.ShortestKeep;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker's role cannot do even when its process is another's: drop what the owner keeps. */
class KeptAtLeastIT {
    private static final String WORKER = "kept_worker";

    @TempDir
    Path folder;

    private FreshDatabase fresh;
    private Bucket bucket;
    private Rows rows;
    private int tenant;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        bucket = new Bucket(folder);
        rows = new Rows(fresh.database());
        tenant = rows.tenant("a", 1);
        int account = rows.account("fal", 100);
        new Leftovers(fresh.database(), bucket, account).ended(tenant, "FAILED", "provider_failed");
        fresh.database()
                .update(
                        "insert into audit (tenant_id, api_key_id, act, subject) values (?, uuidv7(), 'key.created', 'k')",
                        tenant);
        fresh.database()
                .update("update generation set ended_at = ended_at - interval '20 days' where ended_at is not null");
        fresh.database().update("update audit set at = at - interval '20 days'");
    }

    @AfterEach
    void close() throws Exception {
        bucket.close();
        fresh.close();
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("reelay.migrate.api-role", "kept_api");
        all.put("reelay.migrate.worker-role", WORKER);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 1))
                .withMapping(MigrateConfig.class)
                .withMapping(KeepConfig.class)
                .withMapping(EventsConfig.class)
                .build();
    }

    private void migrate(Map<String, String> settings) throws Exception {
        SmallRyeConfig config = config(settings);
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        Migrate.run(
                fresh.url(),
                login,
                config.getConfigMapping(MigrateConfig.class),
                ShortestKeep.of(
                        config.getConfigMapping(KeepConfig.class), config.getConfigMapping(EventsConfig.class)));
    }

    /** How many rows went, with a time in the future: whoever says so wants all of it gone. */
    private int dropped(String call) throws SQLException {
        try (Connection worker = DriverManager.getConnection(fresh.url(), WORKER, "");
                Statement statement = worker.createStatement();
                ResultSet answer = statement.executeQuery("select " + call)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private int droppedRequests() throws SQLException {
        return dropped("drop_old_requests(" + tenant + ", now() + interval '1 year', 100)");
    }

    private int droppedAudit() throws SQLException {
        return dropped("drop_old_audit(now() + interval '1 year', 100)");
    }

    @Test
    void whatHasNoTimeIsForGood() throws Exception {
        migrate(Map.of());

        assertThat(droppedRequests()).isZero();
        assertThat(droppedAudit()).isZero();
        assertThat(dropped("drop_old_text(" + tenant + ", now() + interval '1 year', 100)"))
                .isZero();
        assertThat(dropped("drop_events(now() + interval '1 year')")).isZero();
        assertThat(rows.count("select count(*) from attempt")).isOne();
    }

    @Test
    void theOwnersTimeIsTheShortest() throws Exception {
        migrate(Map.of("reelay.keep.requests", "30d", "reelay.keep.audit", "21d"));
        assertThat(droppedRequests()).isZero();
        assertThat(droppedAudit()).isZero();

        migrate(Map.of(
                "reelay.keep.tenants.b.requests", "19d", "reelay.keep.requests", "30d", "reelay.keep.audit", "7d"));
        assertThat(droppedRequests()).isOne();
        assertThat(droppedAudit()).isOne();
    }

    @Test
    void onlyTheOwnerSaysHowLong() throws Exception {
        migrate(Map.of());
        for (String change : new String[] {"delete from keep_at_least", "update keep_at_least set time = '1 s'"}) {
            assertThatThrownBy(() -> dropped("1 from (select 1) x; " + change))
                    .hasMessageContaining("permission denied for table keep_at_least");
        }
    }

    @Test
    void aWorkerThatWouldDropSoonerSaysSo() throws Exception {
        migrate(Map.of("reelay.keep.requests", "30d", "reelay.keep.prompts", "1d"));
        SmallRyeConfig sooner =
                config(Map.of("reelay.keep.requests", "10d", "reelay.keep.prompts", "2d", "reelay.keep.audit", "1d"));

        assertThat(new WarnOfLongerKeep(
                                fresh.database(),
                                sooner.getConfigMapping(KeepConfig.class),
                                sooner.getConfigMapping(EventsConfig.class))
                        .longer())
                .containsExactlyInAnyOrder(
                        "requests would be kept for PT240H here, and the database keeps them for PT720H: run the command migrate"
                                + " with the same reelay.keep settings",
                        "audit would be kept for PT24H here, and the database keeps them for good: run the command migrate"
                                + " with the same reelay.keep settings");
    }

    /** A function that runs as its owner must not be led to what the caller has made. */
    @Test
    void nothingOfTheSessionTakesThePlaceOfATable() throws Exception {
        migrate(Map.of());
        fresh.database().update("grant temporary on database " + fresh.url().replaceFirst(".*/", "") + " to " + WORKER);
        try (Connection worker = DriverManager.getConnection(fresh.url(), WORKER, "");
                Statement statement = worker.createStatement()) {
            statement.execute("create temporary table keep_at_least (what text, time interval)");
            statement.execute("grant select on keep_at_least to public");
            try (ResultSet answer = statement.executeQuery(
                    "select drop_old_requests(" + tenant + ", now() + interval '1 year', 100)")) {
                answer.next();
                assertThat(answer.getInt(1)).isZero();
            }
        }
        assertThat(rows.count(
                        "select count(*) from pg_proc where prosecdef and array_to_string(proconfig, ' ') not like"
                                + " '%search_path=public, pg_temp%'"))
                .isZero();
    }

    @Test
    void nothingIsMadeOlderThanItIs() throws Exception {
        migrate(Map.of("reelay.keep.requests", "30d"));
        for (String change : new String[] {
            "update generation set ended_at = now() - interval '1 year'",
            "update event_" + rows.text("select to_char(now() at time zone 'utc', 'YYYYMMDD')") + " set type = 'x'",
            "delete from event_position",
            "delete from delivery"
        }) {
            assertThatThrownBy(() -> dropped("1 from (select 1) x; " + change))
                    .as(change)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }
}
