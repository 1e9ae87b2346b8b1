package dev.reelay.worker.claim;

import dev.reelay.database.Database;
import dev.reelay.worker.run.Runs;
import dev.reelay.worker.webhook.DeliverEvents;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears at once of cancels, of outcomes that a person tells, of providers that call back, of limits that were changed and
 * requests that moved, and of events that are to be delivered. A notification that is lost costs seconds and no more: the row says it too, and owned work is compared with
 * the database anyhow.
 */
@ApplicationScoped
class HearNews {
    private static final Logger LOG = Logger.getLogger(HearNews.class);
    private static final String CANCELS = "reelay_cancel";
    private static final String SETTLED = "reelay_settled";
    private static final String CALLBACKS = "reelay_callback";
    private static final String DELIVERIES = "reelay_deliveries";
    private static final String POOLS = "reelay_pool";
    private static final int WAIT_MILLIS = 500;

    private final Database database;
    private final Runs runs;
    private final TakeOver takeOver;
    private final DeliverEvents deliverEvents;
    private volatile boolean stopping;
    private final Thread loop = Thread.ofPlatform().name("hear-news").unstarted(this::untilStopped);

    HearNews(Database database, Runs runs, TakeOver takeOver, DeliverEvents deliverEvents) {
        this.database = database;
        this.runs = runs;
        this.takeOver = takeOver;
        this.deliverEvents = deliverEvents;
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
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("hears of cancels, outcomes and events late until the database answers: %s", e.getMessage());
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            }
        }
    }

    private void hear(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("listen " + CANCELS);
            statement.execute("listen " + SETTLED);
            statement.execute("listen " + CALLBACKS);
            statement.execute("listen " + DELIVERIES);
            statement.execute("listen " + POOLS);
            PGConnection notified = session.unwrap(PGConnection.class);
            while (!stopping) {
                for (PGNotification notice : notified.getNotifications(WAIT_MILLIS)) {
                    hear(notice);
                }
            }
            statement.execute("unlisten *");
        }
    }

    private void hear(PGNotification notice) {
        switch (notice.getName()) {
            case CANCELS -> runs.cancelRequested(UUID.fromString(notice.getParameter()));
            case SETTLED -> {
                runs.settled(UUID.fromString(notice.getParameter()));
                // An attempt that had been given up is open again, and nobody runs it.
                takeOver.lookAgain();
            }
            case POOLS -> takeOver.received(List.of(Integer.valueOf(notice.getParameter())));
            case CALLBACKS -> runs.calledBack(UUID.fromString(notice.getParameter()));
            default -> deliverEvents.wake();
        }
    }
}
