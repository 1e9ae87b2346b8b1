package dev.reelay.worker.claim;

import dev.reelay.database.Database;
import dev.reelay.worker.run.Runs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of cancels at once. A notification that is lost costs seconds, never a cancel: the flag stands in the row, and
 * owned work is compared with the database anyhow.
 */
@ApplicationScoped
class HearCancels {
    private static final Logger LOG = Logger.getLogger(HearCancels.class);
    private static final int WAIT_MILLIS = 500;

    private final Database database;
    private final Runs runs;
    private volatile boolean stopping;
    private final Thread loop = Thread.ofPlatform().name("hear-cancels").unstarted(this::untilStopped);

    HearCancels(Database database, Runs runs) {
        this.database = database;
        this.runs = runs;
    }

    void started(@Observes @Priority(2600) StartupEvent event) {
        loop.start();
    }

    void stopping(@Observes @Priority(100) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        loop.join(2L * WAIT_MILLIS);
    }

    private void untilStopped() {
        while (!stopping) {
            try (Connection session = database.open()) {
                hear(session);
            } catch (SQLException e) {
                LOG.warnf("hears of cancels late until the database answers: %s", e.getMessage());
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            }
        }
    }

    private void hear(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("listen reelay_cancel");
            PGConnection notified = session.unwrap(PGConnection.class);
            while (!stopping) {
                for (PGNotification notice : notified.getNotifications(WAIT_MILLIS)) {
                    runs.cancelRequested(UUID.fromString(notice.getParameter()));
                }
            }
            statement.execute("unlisten *");
        }
    }
}
