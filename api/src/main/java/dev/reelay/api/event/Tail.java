package dev.reelay.api.event;

import dev.reelay.database.Database;
import dev.reelay.event.EventLog;
import dev.reelay.event.Positioned;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * The newest part of the log, read once for all streams of this process and kept for a while. Streams look at it, each at
 * its own pace, and turn to the database for what is older; so a slow one holds up nobody and piles up nothing. While
 * nobody reads, nothing is read.
 */
@ApplicationScoped
class Tail {
    private static final Logger LOG = Logger.getLogger(Tail.class);
    private static final int KEPT = 5 * EventLog.PAGE;
    private static final int WAIT_MILLIS = 500;

    /** A notification can be lost with its connection; this bounds how late that makes anyone. */
    private static final long LOOK_ANYHOW_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long REST_NANOS = Duration.ofSeconds(2).toNanos();

    private final Database database;
    private final EventLog log;
    private final ConcurrentSkipListMap<Long, Positioned> kept = new ConcurrentSkipListMap<>();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int readers;
    private boolean running;
    private volatile boolean stopping;
    private volatile long last;

    /** What {@link #kept} begins after: whoever has read less must ask the database. */
    private volatile long first = Long.MAX_VALUE;

    Tail(Database database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /** Being told of news; ends with {@link #close}. */
    final class Reader implements AutoCloseable {
        private Reader() {}

        /** The position of the newest event that is known here. */
        long last() {
            return last;
        }

        /** All events after a position, or nothing when that is too long ago to be kept here. */
        Optional<List<Positioned>> after(long position) {
            List<Positioned> found = List.copyOf(kept.tailMap(position, false).values());
            // Asked last: what was taken out meanwhile was in the way of what we have found.
            return position < first ? Optional.empty() : Optional.of(found);
        }

        /** Waits for an event after this position, but not for ever; answers whether there is one. */
        boolean await(long position, Duration atMost) throws InterruptedException {
            long nanos = atMost.toNanos();
            lock.lock();
            try {
                while (last <= position && !stopping && nanos > 0) {
                    nanos = changed.awaitNanos(nanos);
                }
            } finally {
                lock.unlock();
            }
            return last > position;
        }

        /** Whether this process ends, so that streams should. */
        boolean isEnding() {
            return stopping;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                readers--;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The position of the newest event that is known here; empty while nobody reads and nothing is followed. */
    OptionalLong newest() {
        lock.lock();
        try {
            return running && first != Long.MAX_VALUE ? OptionalLong.of(last) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    Reader join() {
        lock.lock();
        try {
            readers++;
            if (!running && !stopping) {
                running = true;
                Thread.ofVirtual().name("event-tail").start(this::follow);
            }
        } finally {
            lock.unlock();
        }
        return new Reader();
    }

    /** A hook of the machine's: Quarkus waits for open answers, which streams are, before it says that it stops. */
    void started(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "end-streams"));
    }

    void stopping(@Observes @Priority(1) ShutdownEvent event) {
        stop();
    }

    private void stop() {
        stopping = true;
        tell(last);
    }

    private void follow() {
        do {
            try (Connection session = database.open()) {
                listen(session);
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("streams of events are late until the database answers: %s", e.getMessage());
                rest();
            }
        } while (goesOn());
    }

    /** Whether anybody still reads; once this has said no, the next reader begins anew. */
    private boolean goesOn() {
        lock.lock();
        try {
            running = readers > 0 && !stopping;
            if (!running) {
                forget();
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void listen(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("listen reelay_events");
            try {
                begin();
                read(session.unwrap(PGConnection.class));
            } finally {
                statement.execute("unlisten *");
            }
        }
    }

    private void read(PGConnection notified) throws SQLException {
        long looked = System.nanoTime();
        while (goesOn()) {
            boolean told = notified.getNotifications(WAIT_MILLIS).length > 0;
            if (told || System.nanoTime() - looked >= LOOK_ANYHOW_NANOS) {
                read();
                looked = System.nanoTime();
            }
        }
    }

    private void begin() {
        if (first == Long.MAX_VALUE) {
            first = log.ends().last();
            tell(first);
        }
        read();
    }

    private void read() {
        List<Positioned> news;
        do {
            news = log.after(last);
            news.forEach(event -> kept.put(event.position(), event));
            if (!news.isEmpty()) {
                tell(news.getLast().position());
            }
            while (kept.size() > KEPT) {
                first = kept.firstKey();
                kept.remove(first);
            }
        } while (news.size() == EventLog.PAGE);
    }

    private void tell(long newest) {
        lock.lock();
        try {
            last = newest;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        first = Long.MAX_VALUE;
        kept.clear();
    }

    private void rest() {
        lock.lock();
        try {
            long nanos = REST_NANOS;
            while (!stopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
