package dev.reelay.api.facade;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Holds the lock by which other apis know that this one lives, on a connection of its own, and takes it again when that is
 * lost. When this process dies, the database sees it at once, and a submit that died with it may come again.
 */
@Singleton
class StayAlive {
    private static final Logger LOG = Logger.getLogger(StayAlive.class);
    private static final int LOOK_EVERY_SECONDS = 5;

    private final Database database;
    private final UnansweredSubmits submits;
    private final CountDownLatch stopping = new CountDownLatch(1);

    StayAlive(Database database, UnansweredSubmits submits) {
        this.database = database;
        this.submits = submits;
    }

    void started(@Observes StartupEvent event) {
        Thread.ofVirtual().name("stay-alive").start(this::stay);
    }

    void stopped(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void stay() {
        do {
            try (Connection session = database.open()) {
                hold(session);
            } catch (SQLException | RuntimeException e) {
                LOG.debugf("the lock of this api is taken again when the database answers: %s", e.getMessage());
            }
        } while (!pause());
    }

    private void hold(Connection session) throws SQLException {
        lock(session, "select pg_advisory_lock(hashtext('reelay.api'), ?)");
        do {
            sweep();
            Database.query(session, "select 1", row -> 1);
        } while (!pause());
        lock(session, "select pg_advisory_unlock(hashtext('reelay.api'), ?)");
    }

    /** On another connection: that it fails says nothing of the one with the lock. */
    private void sweep() {
        try {
            submits.sweep();
        } catch (DatabaseUnavailable e) {
            LOG.debugf("repeats are forgotten when the database answers: %s", e.getMessage());
        }
    }

    private void lock(Connection session, String sql) throws SQLException {
        Database.query(session, sql, row -> 1, submits.instance());
    }

    /** Whether this process ends. */
    private boolean pause() {
        try {
            return stopping.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
