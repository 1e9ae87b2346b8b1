package dev.reelay.migrate;

import dev.reelay.event.EventsConfig;
import dev.reelay.retention.CheckKeep;
import dev.reelay.retention.KeepConfig;
import dev.reelay.retention.ShortestKeep;
import dev.reelay.setting.WarnOfUnknownSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/**
 * The command {@code migrate}: a step before a roll-out, with the rights of the schema's owner, which neither api nor workers
 * need then. It needs the database and nothing else, and may be repeated.
 */
public final class Migrate {
    /**
     * A change of a table that must wait for a long reader makes everybody else wait behind it: it gives up, and is tried again.
     * Those that migrate at their start have the time limit of all statements.
     */
    private static final String PATIENCE = "set lock_timeout = '10s'";

    private Migrate() {}

    /**
     * Brings the database of {@code quarkus.datasource.*} up to date.
     *
     * @throws SQLException when the database does not answer, or refuses
     */
    public static void run() throws SQLException, IOException {
        run(shortest(config()));
    }

    /** The same, with what was written down of times of keeping left as it is. */
    static void runAndKeepTimes() throws SQLException, IOException {
        run(Map.of());
    }

    private static void run(Map<String, Optional<Duration>> kept) throws SQLException, IOException {
        WarnOfUnknownSettings.unknown()
                .forEach(name -> System.err.println(name + " is no setting of this version, and nothing goes by it"));
        run(url(), login(), config().getConfigMapping(MigrateConfig.class), kept);
    }

    private static Map<String, Optional<Duration>> shortest(SmallRyeConfig config) {
        KeepConfig keep = config.getConfigMapping(KeepConfig.class);
        EventsConfig events = config.getConfigMapping(EventsConfig.class);
        CheckKeep.check(
                keep,
                events,
                config.getOptionalValue(CheckKeep.OLDEST, Duration.class).orElse(CheckKeep.OLDEST_BY_DEFAULT));
        return ShortestKeep.of(keep, events);
    }

    private static SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(MigrateConfig.class)
                .withMapping(KeepConfig.class)
                .withMapping(EventsConfig.class)
                .withValidateUnknown(false)
                .build();
    }

    static String url() {
        return config().getValue("quarkus.datasource.jdbc.url", String.class);
    }

    static Properties login() {
        SmallRyeConfig config = config();
        Properties login = new Properties();
        config.getOptionalValue("quarkus.datasource.username", String.class)
                .ifPresent(user -> login.setProperty("user", user));
        config.getOptionalValue("quarkus.datasource.password", String.class)
                .ifPresent(password -> login.setProperty("password", password));
        return login;
    }

    /**
     * The same for a database that is said here.
     *
     * @param login what its driver takes: {@code user}, {@code password}
     * @param kept how long the roles must leave each kind of thing, as {@link ShortestKeep} names them; absent is for good
     */
    public static void run(String url, Properties login, MigrateConfig roles, Map<String, Optional<Duration>> kept)
            throws SQLException, IOException {
        Flyway.configure()
                .dataSource(url, login.getProperty("user"), login.getProperty("password"))
                .initSql(PATIENCE)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, login)) {
            GrantRights.grant(connection, roles, kept);
        }
    }
}
