package dev.reelay.worker.run;

import dev.reelay.error.Failure;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.pace.LearnTimes;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The attempts that run in this process, each on its own virtual thread, never two for one attempt. */
@ApplicationScoped
public class Runs {
    private static final Logger LOG = Logger.getLogger(Runs.class);

    private final RunAttempt runAttempt;
    private final OpenWork openWork;
    private final RunConfig config;
    private final SlotListener slots;
    private final LearnTimes learned;
    private final MeterRuns meter;
    private final Map<UUID, Run> running = new ConcurrentHashMap<>();
    private final ReadWriteLock claiming = new ReentrantReadWriteLock();
    private final Unsent unsent;

    Runs(
            RunAttempt runAttempt,
            OpenWork openWork,
            RunConfig config,
            SlotListener slots,
            LearnTimes learned,
            MeterRuns meter) {
        this.runAttempt = runAttempt;
        this.openWork = openWork;
        this.config = config;
        this.slots = slots;
        this.learned = learned;
        this.meter = meter;
        this.unsent = new Unsent(config.mostUnsent(), slots::roomAgain);
    }

    /** By now nothing is claimed and the tenures have ended, so that what sleeps has too; what is on the wire gets its time. */
    void stopping(@Observes @Priority(20) ShutdownEvent event) {
        long end = System.nanoTime() + config.drain().toNanos();
        while (!running.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        if (!running.isEmpty()) {
            LOG.infof(
                    "stops with %d calls or copies on the wire; they are settled by whoever resumes them",
                    (Integer) running.size());
        }
    }

    private record Run(Work work, Signals signals) {}

    /** How many more attempts this worker can carry, and send in time. */
    public int room() {
        return Math.min(unsent.room(), Math.max(0, config.most() - running.size()));
    }

    /** How many it carries. */
    public int size() {
        return running.size();
    }

    /** Claims and runs what was claimed; nobody takes such an attempt for one that was left behind. */
    public int claim(Supplier<List<Work>> claim) {
        claiming.readLock().lock();
        try {
            List<Work> attempts = claim.get();
            for (Work work : attempts) {
                start(work, new Stage.Claimed(), false);
            }
            return attempts.size();
        } finally {
            claiming.readLock().unlock();
        }
    }

    /** Resumes everything open in these tenures, at a rate that the providers bear. Takes as long as that takes. */
    public void resume(Collection<Tenure> tenures) {
        resume(tenures, look(tenures));
    }

    /** What is open and what ran then, while no claim is between its commit and its run. */
    private Look look(Collection<Tenure> tenures) {
        claiming.writeLock().lock();
        try {
            Set<UUID> ran = Set.copyOf(running.keySet());
            return new Look(ran, openWork.openIn(tenures));
        } finally {
            claiming.writeLock().unlock();
        }
    }

    /**
     * What the database said of our tenures.
     *
     * @param ran asked before: what ran then has ended since, if it runs no more
     * @param open attempts, and what their runs must hear
     */
    private record Look(Set<UUID> ran, Map<UUID, OpenWork.News> open) {
        Set<UUID> leftBehind() {
            Set<UUID> left = new HashSet<>(open.keySet());
            left.removeAll(ran);
            return left;
        }
    }

    private void resume(Collection<Tenure> tenures, Look look) {
        List<OpenWork.Entry> entries = openWork.of(tenures, look.leftBehind());
        if (entries.isEmpty()) {
            return;
        }
        LOG.infof("resumes %d attempts", (Integer) entries.size());
        for (OpenWork.Entry entry : entries) {
            if (!entry.work().tenure().held()) {
                continue;
            }
            start(entry.work(), entry.stage(), entry.cancelRequested());
            LockSupport.parkNanos(1_000_000_000L / config.resumedPerSecond());
        }
    }

    /**
     * Compares what runs here with what the database says is ours: wakes what was cancelled, was called back or is another's by
     * now, and resumes what nobody runs.
     */
    public void compare(Collection<Tenure> tenures) {
        running.values().stream()
                .filter(run -> !run.work().tenure().held())
                .forEach(run -> run.signals().wake());
        openWork.adopt(tenures);
        Look look = look(tenures);
        look.open().forEach((attempt, news) -> {
            Run run = running.get(attempt);
            if (run != null && news.cancelRequested()) {
                run.signals().cancelRequested();
            }
            if (run != null && news.calledBack()) {
                run.signals().calledBack();
            }
        });
        resume(tenures, look);
    }

    /** Wakes what runs in tenures that have ended, so that it drops what is not on the wire. */
    public void ended(Collection<Tenure> tenures) {
        Set<Tenure> lost = Set.copyOf(tenures);
        running.values().stream()
                .filter(run -> lost.contains(run.work().tenure()))
                .forEach(run -> run.signals().wake());
    }

    /** The caller of a generation wants no more. */
    public void cancelRequested(UUID generation) {
        running.values().stream()
                .filter(run -> run.work().generationId().equals(generation))
                .forEach(run -> run.signals().cancelRequested());
    }

    /** The provider has told that there is an end to ask for. */
    public void calledBack(UUID attempt) {
        Run run = running.get(attempt);
        if (run != null) {
            run.signals().calledBack();
        }
    }

    /** A person, or a provider's callback, has told the outcome of one of its attempts. */
    public void settled(UUID generation) {
        running.values().stream()
                .filter(run -> run.work().generationId().equals(generation))
                .forEach(run -> run.signals().wake());
    }

    private void start(Work work, Stage.Open stage, boolean cancelRequested) {
        Thread thread = Thread.ofVirtual().name("run-" + work.attemptId()).unstarted(() -> run(work, stage));
        boolean toSend = stage instanceof Stage.Claimed;
        Signals signals = new Signals(thread, cancelRequested, toSend ? unsent::sent : null);
        if (running.putIfAbsent(work.attemptId(), new Run(work, signals)) == null) {
            if (toSend) {
                unsent.claimed();
            }
            thread.start();
        }
    }

    private void run(Work work, Stage.Open stage) {
        Run run = running.get(work.attemptId());
        try {
            if (run != null) {
                runAttempt.run(work, stage, run.signals(), this::kept);
            }
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "a run ended by a fault of ours; it is entered again when owned work is next compared, %s",
                    work);
        } finally {
            running.remove(work.attemptId());
            meter.left(work.attemptId());
            if (run != null) {
                run.signals().sent();
            }
        }
    }

    private void kept(Work work, Stage stage) {
        meter.kept(work, stage);
        switch (stage) {
            case Stage.Rendered rendered -> rendered(work);
            case Stage.Delivered delivered -> rendered(work);
            case Stage.Failed failed -> failed(work, failed.failure());
            case Stage.Closed closed -> slots.freed(work.accountId());
            case Stage.Open open -> {}
        }
    }

    private void rendered(Work work) {
        learned.outcome(work.offering(), true);
        slots.freed(work.accountId());
    }

    /** What fails everywhere says nothing of the offering. */
    private void failed(Work work, Failure failure) {
        if (failure.errorClass().mayTryElsewhere()) {
            learned.outcome(work.offering(), false);
        }
        slots.freed(work.accountId());
    }
}
