package dev.reelay.worker.relay;

import dev.reelay.database.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The one relay among all workers: whoever holds the session's advisory lock positions events and publishes them. It
 * ends with its connection; another then takes over. A deposed relay may repeat a publication, never skip one.
 */
@ApplicationScoped
class EventRelay {
    private static final Logger LOG = Logger.getLogger(EventRelay.class);
    /** Any number, the same in all versions: it names the lock. */
    private static final long LOCK = 0x7265656c6179L;

    private final Database database;
    private final PublishEvents publish;
    private final RelayConfig config;
    private final RelayRole role;
    private final Thread loop = Thread.ofPlatform().name("event-relay").unstarted(this::untilStopped);
    private volatile boolean stopping;

    EventRelay(Database database, PublishEvents publish, RelayConfig config, RelayRole role) {
        this.database = database;
        this.publish = publish;
        this.config = config;
        this.role = role;
    }

    /** After the channels are wired, which happens at priority 1000. */
    void started(@Observes @Priority(2600) StartupEvent event) {
        loop.start();
    }

    void stopping(@Observes @Priority(100) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        LockSupport.unpark(loop);
        loop.join(1000);
    }

    private void untilStopped() {
        while (!stopping) {
            try (Connection session = database.open()) {
                if (elected(session)) {
                    LOG.info("relays the events");
                    relay(session);
                }
            } catch (SQLException e) {
                LOG.warnf("relays no events until the database answers: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("the relay ended by a fault of ours; another is elected", e);
            }
            nap(config.candidacy());
        }
    }

    private static boolean elected(Connection session) throws SQLException {
        return Database.query(session, "select pg_try_advisory_lock(?)", row -> row.getBoolean(1), LOCK)
                .getFirst();
    }

    private void relay(Connection session) throws SQLException {
        try {
            role.elected();
            Duration nap = config.shortestNap();
            boolean behind = true;
            while (!stopping) {
                int positioned =
                        PositionEvents.anyPending(session) ? PositionEvents.position(session, config.batch()) : 0;
                int published = positioned > 0 || behind ? publish.publish(session, config.batch()) : 0;
                behind = publish.isBehind();
                if (Math.max(positioned, published) < config.batch()) {
                    nap = positioned + published > 0 ? config.shortestNap() : longer(nap);
                    nap(nap);
                }
            }
        } finally {
            role.deposed();
            // The connection goes back to the pool, and the lock must not go with it.
            Database.query(session, "select pg_advisory_unlock(?)", row -> row.getBoolean(1), LOCK);
        }
    }

    private Duration longer(Duration nap) {
        Duration twice = nap.multipliedBy(2);
        return twice.compareTo(config.longestNap()) > 0 ? config.longestNap() : twice;
    }

    private void nap(Duration time) {
        if (!stopping) {
            LockSupport.parkNanos(this, time.toNanos());
        }
    }
}
