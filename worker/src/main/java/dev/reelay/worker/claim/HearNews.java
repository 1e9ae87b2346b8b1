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
 * Hears at once of cancels, and of outcomes that a person tells. A notification that is lost costs seconds and no more:
 * the row says it too, and owned work is compared with the database anyhow.
 */
@ApplicationScoped
class HearNews {
    private static final Logger LOG = Logger.getLogger(HearNews.class);
    private static final String CANCELS = "reelay_cancel";
    private static final String SETTLED = "reelay_settled";
    private static final int WAIT_MILLIS = 500;

    private final Database database;
    private final Runs runs;
    private final TakeOver takeOver;
    private volatile boolean stopping;
    private final Thread loop = Thread.ofPlatform().name("hear-news").unstarted(this::untilStopped);

    HearNews(Database database, Runs runs, TakeOver takeOver) {
        this.database = database;
        this.runs = runs;
        this.takeOver = takeOver;
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
                LOG.warnf("hears of cancels and outcomes late until the database answers: %s", e.getMessage());
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            }
        }
    }

    private void hear(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("listen " + CANCELS);
            statement.execute("listen " + SETTLED);
            PGConnection notified = session.unwrap(PGConnection.class);
            while (!stopping) {
                for (PGNotification notice : notified.getNotifications(WAIT_MILLIS)) {
                    hear(notice.getName(), UUID.fromString(notice.getParameter()));
                }
            }
            statement.execute("unlisten *");
        }
    }

    private void hear(String channel, UUID generation) {
        if (channel.equals(CANCELS)) {
            runs.cancelRequested(generation);
        } else {
            runs.settled(generation);
            // An attempt that had been given up is open again, and nobody runs it.
            takeOver.lookAgain();
        }
    }
}
