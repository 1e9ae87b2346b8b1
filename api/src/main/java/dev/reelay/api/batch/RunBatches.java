package dev.reelay.api.batch;

import dev.reelay.api.work.SendWork;
import dev.reelay.batch.AdvanceBatches;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.storage.StorageException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Brings batches on: a few times a second each that is under way may release lines, and one whose lines have all ended
 * gets its files. While there is none it looks seldom.
 */
@ApplicationScoped
class RunBatches {
    private static final Logger LOG = Logger.getLogger(RunBatches.class);
    private static final int STEPS_A_LOOK = 4;
    /** Of more batches than these each has one step a look. */
    private static final int MOST_STEPPED = 20;

    private static final long LOOK_NANOS = 900_000_000L;
    private static final int IDLE_LOOKS = 5;
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int DROPPED_AT_ONCE = 10;
    private static final int LINES_AT_ONCE = 5_000;

    private final AdvanceBatches batches;
    private final WriteBatchFiles files;
    private final SendWork work;
    private final BatchConfig config;
    private final InstantSource clock;
    private volatile int looksToSkip;
    private volatile boolean stopping;

    RunBatches(AdvanceBatches batches, WriteBatchFiles files, SendWork work, BatchConfig config, InstantSource clock) {
        this.batches = batches;
        this.files = files;
        this.work = work;
        this.config = config;
        this.clock = clock;
    }

    void stopping(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
    }

    /** There is one to look at. */
    void wake() {
        looksToSkip = 0;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        int skip = looksToSkip;
        if (skip > 0) {
            looksToSkip = skip - 1;
            return;
        }
        try {
            List<UUID> active = batches.active();
            if (active.isEmpty()) {
                looksToSkip = IDLE_LOOKS;
            }
            int steps = active.size() > MOST_STEPPED ? 1 : STEPS_A_LOOK;
            for (int step = 0; step < steps && !active.isEmpty() && !stopping; step++) {
                active.forEach(this::advance);
                rest(steps);
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("batches stand still until the database answers: %s", e.getMessage());
        }
    }

    /** What is wrong with one batch holds up no other. */
    private void advance(UUID batch) {
        try {
            batches.advance(batch, STEPS_A_LOOK).forEach(work::send);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("a batch stands still for now, batch=%s: %s", batch, e.getMessage());
        }
    }

    /** Between two steps of a look, so that what is released comes in small numbers and never as a burst. */
    private static void rest(int steps) {
        if (steps > 1) {
            LockSupport.parkNanos(LOOK_NANOS / steps);
        }
    }

    /** Apart from the looks, since the files of a large batch take their time. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void finish() {
        if (looksToSkip > 0) {
            return;
        }
        try {
            batches.takeFinished(LEASE).forEach(files::write);
        } catch (DatabaseUnavailable | StorageException e) {
            LOG.warnf("the files of a batch are written later: %s", e.getMessage());
        }
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void dropUnbought() {
        try {
            int gone;
            do {
                gone = batches.dropUnbought(LINES_AT_ONCE);
            } while (gone == LINES_AT_ONCE);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("lines of which nothing is bought are dropped later: %s", e.getMessage());
        }
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void dropAbandoned() {
        try {
            batches.dropAbandoned(clock.instant().minus(config.keepUploads()), DROPPED_AT_ONCE);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("uploads that nobody goes on with are dropped later: %s", e.getMessage());
        }
    }
}
