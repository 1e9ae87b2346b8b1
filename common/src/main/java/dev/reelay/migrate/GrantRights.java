package dev.reelay.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.PasswordUtil;

/** Gives the roles exactly the rights of db/rights.sql, after every migration, as tables come and go. */
final class GrantRights {
    private static final String RIGHTS = "/db/rights.sql";

    private GrantRights() {}

    static void grant(Connection connection, MigrateConfig config, Map<String, Optional<Duration>> kept)
            throws SQLException, IOException {
        Optional<String> api = config.apiRole();
        Optional<String> worker = config.workerRole();
        if (api.isPresent() != worker.isPresent()) {
            throw new IllegalStateException(
                    "reelay.migrate.api-role and reelay.migrate.worker-role go together: set both, or neither");
        }
        if (api.isEmpty() || worker.isEmpty()) {
            return;
        }
        if (api.equals(worker)) {
            throw new IllegalStateException("reelay.migrate.api-role and reelay.migrate.worker-role are both "
                    + api.get() + "; what one of them may do the other may not: give them two names");
        }
        connection.setAutoCommit(false);
        makeRole(connection, api.get(), config.apiPassword());
        makeRole(connection, worker.get(), config.workerPassword());
        try (Statement statement = connection.createStatement()) {
            statement.execute(rights().replace("${api}", statement.enquoteIdentifier(api.get(), true))
                    .replace("${worker}", statement.enquoteIdentifier(worker.get(), true)));
        }
        SayHowLong.write(connection, kept);
        connection.commit();
    }

    private static void makeRole(Connection connection, String name, Optional<String> password) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String role = statement.enquoteIdentifier(name, true);
            if (!exists(connection, name)) {
                statement.execute("create role " + role + " login");
            }
            if (password.isPresent()) {
                // Only the verifier travels, so that no log of statements has the password.
                String verifier =
                        PasswordUtil.encodePassword(name, password.get().toCharArray(), "scram-sha-256");
                statement.execute("alter role " + role + " password " + statement.enquoteLiteral(verifier));
            }
        }
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select from pg_roles where rolname = ?")) {
            statement.setString(1, role);
            return statement.executeQuery().next();
        }
    }

    private static String rights() throws IOException {
        try (InputStream file = GrantRights.class.getResourceAsStream(RIGHTS)) {
            if (file == null) {
                throw new IllegalStateException("the rights are not in this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
