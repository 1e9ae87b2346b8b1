package dev.reelay.worker.testing;

import dev.reelay.database.Database;
import dev.reelay.embedded.EmbeddedPostgreSQL;
import dev.reelay.embedded.FreePorts;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A migrated database of one's own on the one PostgreSQL server of this JVM. */
public final class FreshDatabase implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final AgroalDataSource pool;
    private final String url;

    private FreshDatabase(AgroalDataSource pool, String url) {
        this.pool = pool;
        this.url = url;
    }

    public static FreshDatabase create() throws SQLException {
        String name = "t" + MADE.incrementAndGet();
        Server.run("create database " + name + " template " + Server.MIGRATED);
        return new FreshDatabase(pool(Server.url(name), 24), Server.url(name));
    }

    public Database database() {
        return new Database(pool);
    }

    /** Where it is, for its owner {@code postgres}. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static AgroalDataSource pool(String url, int size) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(size)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .principal(new io.agroal.api.security.NamePrincipal("postgres"))
                                .jdbcProperty("options", "-c max_parallel_workers_per_gather=0 -c jit=off"))));
    }

    /** Lives as long as the JVM; its folder is temporary. All databases are copies of one that is migrated once. */
    private static final class Server {
        static final String MIGRATED = "migrated";
        static final EmbeddedPostgreSQL INSTANCE = start();

        static {
            migrate();
        }

        static String url(String database) {
            return INSTANCE.jdbcUrl().replaceAll("/postgres$", "/" + database);
        }

        static void run(String statement) throws SQLException {
            try (AgroalDataSource admin = pool(INSTANCE.jdbcUrl(), 1);
                    var connection = admin.getConnection();
                    var session = connection.createStatement()) {
                session.execute(statement);
            }
        }

        private static void migrate() {
            try {
                run("create database " + MIGRATED);
                try (AgroalDataSource pool = pool(url(MIGRATED), 2)) {
                    Flyway.configure().dataSource(pool).load().migrate();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the database for tests could not be migrated", e);
            }
        }

        private static EmbeddedPostgreSQL start() {
            try {
                EmbeddedPostgreSQL server = EmbeddedPostgreSQL.start(
                        Files.createTempDirectory("reelay-postgres"),
                        FreePorts.find(1).getFirst());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("no PostgreSQL for tests", e);
            }
        }

        private static void stop(EmbeddedPostgreSQL server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not stop", e);
            }
        }
    }
}
