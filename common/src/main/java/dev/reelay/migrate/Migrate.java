package dev.reelay.migrate;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/**
 * The command {@code migrate}: a step before a roll-out, with the rights of the schema's owner, which neither api nor workers
 * need then. It needs the database and nothing else, and may be repeated.
 */
public final class Migrate {
    private Migrate() {}

    /**
     * Brings the database of {@code quarkus.datasource.*} up to date.
     *
     * @throws SQLException when the database does not answer, or refuses
     */
    public static void run() throws SQLException, IOException {
        run(url(), login(), config().getConfigMapping(MigrateConfig.class));
    }

    private static SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .withMapping(MigrateConfig.class)
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
     */
    public static void run(String url, Properties login, MigrateConfig roles) throws SQLException, IOException {
        Flyway.configure()
                .dataSource(url, login.getProperty("user"), login.getProperty("password"))
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, login)) {
            GrantRights.grant(connection, roles);
        }
    }
}
