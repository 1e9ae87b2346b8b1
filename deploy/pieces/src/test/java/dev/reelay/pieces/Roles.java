package dev.reelay.pieces;

import dev.reelay.migrate.Migrate;
import dev.reelay.migrate.MigrateConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The roles that processes connect as, as in an installation: what any of their tests does, they must be allowed to do. */
final class Roles implements MigrateConfig {
    private static final String API = "reelay_api";
    private static final String WORKER = "reelay_worker";

    private Roles() {}

    /** Makes the schema and the roles, as the step before a roll-out. */
    static void make(String url, String owner) throws SQLException, IOException {
        Properties login = new Properties();
        login.setProperty("user", owner);
        Migrate.run(url, login, new Roles(), Map.of());
    }

    /** What one of the built folders is told. */
    static Map<String, String> of(String app) {
        return Map.of(
                "quarkus.datasource.username",
                app.startsWith("api") ? API : WORKER,
                "quarkus.flyway.migrate-at-start",
                "false");
    }

    @Override
    public Optional<String> apiRole() {
        return Optional.of(API);
    }

    @Override
    public Optional<String> apiPassword() {
        return Optional.empty();
    }

    @Override
    public Optional<String> workerRole() {
        return Optional.of(WORKER);
    }

    @Override
    public Optional<String> workerPassword() {
        return Optional.empty();
    }
}
