package dev.reelay.api.facade;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The submits whose answer has perhaps not arrived. What becomes of one is kept in the order in which it was seen, and always
 * before another submit is looked at: while the database is away it waits here.
 */
@ApplicationScoped
class UnansweredSubmits {
    private static final Logger LOG = Logger.getLogger(UnansweredSubmits.class);

    private final Database database;
    private final FacadeConfig config;
    private final SecureRandom random = new SecureRandom();
    private final int instance = random.nextInt();
    private final Deque<Ending> endings = new ArrayDeque<>();
    private final Lock waiting = new ReentrantLock();
    private final Lock writing = new ReentrantLock();

    UnansweredSubmits(Database database, FacadeConfig config) {
        this.database = database;
        this.config = config;
    }

    private enum What {
        ANSWERED,
        CUT,
        RESET
    }

    private record Ending(Turn turn, What what) {}

    /** The number by which this process is known to live. */
    int instance() {
        return instance;
    }

    /** The turn of an earlier submit of the same whose answer was cut, or a new one. */
    Turn take(Turn.Of of) {
        keep();
        UUID holder = UUID.randomUUID();
        return database.first(
                        "select key, at from take_submit(?, ?, ?, ?, ?, ?, ?, make_interval(secs => ?))",
                        row -> new Turn(
                                row.getString("key"),
                                of,
                                holder,
                                row.getTimestamp("at").toInstant()),
                        of.tenant(),
                        of.apiKey(),
                        of.facade(),
                        HexFormat.of().parseHex(of.fingerprint()),
                        holder,
                        instance,
                        of.facade() + ":" + UUID.randomUUID(),
                        seconds())
                .orElseThrow();
    }

    /** Whether one like it is to be answered yet, and not known to be cut. */
    boolean isOnItsWay(Turn.Of of) {
        return !database.query(
                        """
                        select 1 from unanswered_submit
                        where tenant_id = ? and api_key_id = ? and fingerprint = ? and facade = ? and cut_at is null limit 1""",
                        row -> row.getInt(1),
                        of.tenant(),
                        of.apiKey(),
                        HexFormat.of().parseHex(of.fingerprint()),
                        of.facade())
                .isEmpty();
    }

    /** Its answer was written. */
    void answered(Turn turn) {
        end(new Ending(turn, What.ANSWERED));
    }

    /** Its answer was not written, or not whole, or was one that asks to come again. */
    void cut(Turn turn) {
        end(new Ending(turn, What.CUT));
    }

    /** Its answer was written, and then the connection broke: nobody knows whether it arrived. */
    void reset(Turn turn) {
        end(new Ending(turn, What.RESET));
    }

    /** Forgets what is not repeated any more. */
    void sweep() {
        keep();
        database.query("select sweep_submits(?, make_interval(secs => ?))", row -> row.getInt(1), instance, seconds());
    }

    private double seconds() {
        return config.repeatWithin().toMillis() / 1000.0;
    }

    private void end(Ending ending) {
        waiting.lock();
        try {
            endings.add(ending);
        } finally {
            waiting.unlock();
        }
        Thread.startVirtualThread(() -> {
            try {
                keep();
            } catch (DatabaseUnavailable e) {
                LOG.warnf("what became of an answer is kept when the database answers: %s", e.getMessage());
            }
        });
    }

    private void keep() {
        writing.lock();
        try {
            for (Ending next = first(); next != null; next = first()) {
                keep(next);
                drop();
            }
        } finally {
            writing.unlock();
        }
    }

    private @Nullable Ending first() {
        waiting.lock();
        try {
            return endings.peek();
        } finally {
            waiting.unlock();
        }
    }

    private void drop() {
        waiting.lock();
        try {
            endings.remove();
        } finally {
            waiting.unlock();
        }
    }

    private void keep(Ending ending) {
        Turn turn = ending.turn();
        switch (ending.what()) {
            case ANSWERED ->
                database.update(
                        "delete from unanswered_submit where key = ? and holder = ?", turn.key(), turn.holder());
            case CUT ->
                database.update(
                        "update unanswered_submit set cut_at = clock_timestamp() where key = ? and holder = ?",
                        turn.key(),
                        turn.holder());
            case RESET ->
                database.update(
                        """
                        insert into unanswered_submit (key, tenant_id, api_key_id, facade, fingerprint, holder, instance, at, cut_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp()) on conflict do nothing""",
                        turn.key(),
                        turn.of().tenant(),
                        turn.of().apiKey(),
                        turn.of().facade(),
                        HexFormat.of().parseHex(turn.of().fingerprint()),
                        turn.holder(),
                        instance,
                        Timestamp.from(turn.at()));
        }
    }
}
