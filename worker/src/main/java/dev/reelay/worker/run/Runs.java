package dev.reelay.worker.run;

import dev.reelay.worker.membership.Tenure;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** The attempts that run in this process, each on its own virtual thread, never two for one attempt. */
@ApplicationScoped
public class Runs {
    private static final Logger LOG = Logger.getLogger(Runs.class);

    private final RunAttempt runAttempt;
    private final OpenWork openWork;
    private final RunConfig config;
    private final SlotListener slots;
    private final Map<UUID, Run> running = new ConcurrentHashMap<>();

    Runs(RunAttempt runAttempt, OpenWork openWork, RunConfig config, SlotListener slots) {
        this.runAttempt = runAttempt;
        this.openWork = openWork;
        this.config = config;
        this.slots = slots;
    }

    /** By now the partitions are given up, so that what sleeps has ended; what is on the wire gets its time. */
    void stopping(@Observes @Priority(20) ShutdownEvent event) {
        long end = System.nanoTime() + config.drain().toNanos();
        while (!running.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        if (!running.isEmpty()) {
            LOG.infof(
                    "stops with %d calls on the wire; they are settled by whoever resumes them",
                    (Integer) running.size());
        }
    }

    private record Run(Work work, Signals signals) {}

    /** How many more attempts this worker can carry. */
    public int room() {
        return Math.max(0, config.most() - running.size());
    }

    /** How many it carries. */
    public int size() {
        return running.size();
    }

    /** Runs what was claimed a moment ago. */
    public void claimed(Collection<Work> attempts) {
        for (Work work : attempts) {
            start(work, new Stage.Claimed(), false);
        }
    }

    /** Resumes everything open in these tenures, at a rate that the providers bear. Takes as long as that takes. */
    public void resume(Collection<Tenure> tenures) {
        List<OpenWork.Entry> entries = openWork.of(tenures).stream()
                .filter(entry -> !running.containsKey(entry.work().attemptId()))
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        LOG.infof("resumes %d attempts", (Integer) entries.size());
        for (OpenWork.Entry entry : entries) {
            start(entry.work(), entry.stage(), entry.cancelRequested());
            LockSupport.parkNanos(1_000_000_000L / config.resumedPerSecond());
        }
    }

    /**
     * Compares what runs here with what the database says is ours: wakes what was cancelled or is another's by now, and
     * resumes what nobody runs.
     */
    public void compare(Collection<Tenure> tenures) {
        running.values().stream()
                .filter(run -> !run.work().tenure().held())
                .forEach(run -> run.signals().wake());
        openWork.adopt(tenures);
        Map<UUID, Boolean> open = openWork.openIn(tenures);
        open.forEach((attempt, cancelRequested) -> {
            Run run = running.get(attempt);
            if (run != null && cancelRequested) {
                run.signals().cancelRequested();
            }
        });
        if (!running.keySet().containsAll(open.keySet())) {
            resume(tenures);
        }
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

    /** A person has told the outcome of one of its attempts. */
    public void settled(UUID generation) {
        running.values().stream()
                .filter(run -> run.work().generationId().equals(generation))
                .forEach(run -> run.signals().wake());
    }

    private void start(Work work, Stage.Open stage, boolean cancelRequested) {
        Thread thread = Thread.ofVirtual().name("run-" + work.attemptId()).unstarted(() -> run(work, stage));
        Signals signals = new Signals(thread, cancelRequested);
        if (running.putIfAbsent(work.attemptId(), new Run(work, signals)) == null) {
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
        }
    }

    private void kept(Work work, Stage stage) {
        switch (stage) {
            case Stage.Rendered rendered -> slots.freed(work.accountId());
            case Stage.Delivered delivered -> slots.freed(work.accountId());
            case Stage.Closed closed -> slots.freed(work.accountId());
            case Stage.Open open -> {}
        }
    }
}
