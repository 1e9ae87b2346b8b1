package dev.reelay.simulator.studio;

import dev.reelay.simulator.bill.BillEntry;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.JobFaults;
import dev.reelay.simulator.fault.Moment;
import dev.reelay.simulator.settings.LiveSettings;
import dev.reelay.simulator.settings.Span;
import dev.reelay.simulator.studio.JobState.Queued;
import dev.reelay.simulator.studio.JobState.Rendering;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs in, lets them wait, renders them as long as they take, and ends them once. An account never renders more
 * at once than its concurrency. Not thread-safe: it lives on the event loop.
 */
public final class Studio {
    private final Agenda agenda;
    private final LiveSettings settings;
    private final RandomGenerator random;
    private final Archive archive;
    private final Map<String, Account> accounts = new HashMap<>();

    public Studio(Agenda agenda, LiveSettings settings, RandomGenerator random, Archive archive) {
        this.agenda = agenda;
        this.settings = settings;
        this.random = random;
        this.archive = archive;
    }

    /** The account of this key, made on its first call. */
    public Account account(String provider, String key) {
        return accounts.computeIfAbsent(provider + " " + key, name -> new Account(provider, key));
    }

    public Archive archive() {
        return archive;
    }

    public Instant now() {
        return agenda.now();
    }

    /** Does what has fallen due. */
    public void advance() {
        agenda.advance();
    }

    /** Turns a submission into a job that waits or renders at once. */
    public Job accept(String id, Submission submission, JobFaults faults, BillEntry entry) {
        Account account = submission.account();
        Duration queue = submission.behaviour().timing().queue().draw(random);
        Job.Course course = new Job.Course(
                now(),
                account.joined(),
                queue,
                submission.behaviour().timing().generation().draw(random),
                submission.behaviour().output().size().draw(random));
        Job job = new Job(id, submission, course, faults, entry);
        archive.add(job);
        entry.accepted(id);
        schedule(job);
        return job;
    }

    /** Takes up a job of an earlier run; what would have happened to it in the meantime happens at once. */
    public Job resume(PastJob past, Submission submission, BillEntry entry) {
        Job.Course course = past.course().joined(submission.account().joined());
        Job job = new Job(past.id(), submission, course, past.faults(), entry);
        archive.add(job);
        entry.accepted(job.id());
        if (past.began() != null || past.end() != null) {
            job.account().leftQueue();
        }
        Rendering rendering = past.began() == null ? null : render(job, past.began());
        if (past.end() != null) {
            JobState.Ended state = past.end().of(job, rendering, archive);
            end(job, state, rendering != null && !(state instanceof JobState.Cancelled));
        } else if (rendering != null) {
            concludeInTime(job, rendering);
        } else {
            schedule(job);
        }
        return job;
    }

    /** Begins whatever the limits, perhaps just raised, allow. */
    public void review() {
        accounts.values().forEach(this::begin);
    }

    /** Takes a job back; true when that ended it. Rendering jobs are stopped only when {@code evenRendering}. */
    public boolean cancel(Job job, boolean evenRendering) {
        return switch (job.state()) {
            case Queued queued -> {
                job.account().leftQueue();
                end(job, new JobState.Cancelled(null, now()), false);
                yield true;
            }
            case Rendering rendering -> {
                if (evenRendering) {
                    end(job, new JobState.Cancelled(rendering.started(), now()), false);
                }
                yield evenRendering;
            }
            case JobState.Ended ended -> false;
        };
    }

    /** Ends a job now, as it would have ended in its time; false when it has ended already. */
    public boolean finish(Job job) {
        if (job.state() instanceof Queued) {
            begin(job);
        }
        if (job.state() instanceof Rendering rendering) {
            conclude(job, rendering);
            return true;
        }
        return false;
    }

    private void schedule(Job job) {
        Duration within = job.wish().startWithin();
        if (within != null) {
            agenda.after(left(job.accepted(), within), () -> startOverdue(job));
        }
        Duration queue = left(job.accepted(), job.course().queue());
        if (queue.isZero()) {
            ready(job);
        } else if (queue.compareTo(Span.HOLD) < 0) {
            agenda.after(queue, () -> ready(job));
        }
    }

    private void ready(Job job) {
        if (job.state() instanceof Queued) {
            job.account().ready(job);
            begin(job.account());
        }
    }

    private void startOverdue(Job job) {
        if (job.state() instanceof Queued) {
            job.account().leftQueue();
            end(job, new JobState.Failed(null, now(), Failure.of(Failure.Kind.NOT_STARTED_IN_TIME)), false);
        }
    }

    private void begin(Account account) {
        int concurrency = settings.behaviour(account.provider(), "").limits().concurrency();
        for (Job job = account.next(concurrency); job != null; job = account.next(concurrency)) {
            begin(job);
        }
    }

    private void begin(Job job) {
        job.account().leftQueue();
        Failure early = earlyFailure(job);
        if (early != null) {
            end(job, new JobState.Failed(null, now(), early), false);
            return;
        }
        concludeInTime(job, render(job, now()));
    }

    private static Rendering render(Job job, Instant began) {
        Rendering rendering = new Rendering(began);
        job.account().began();
        job.entry().began();
        job.become(rendering);
        return rendering;
    }

    private void concludeInTime(Job job, Rendering rendering) {
        Duration generation = left(rendering.started(), job.course().generation());
        if (generation.compareTo(Span.HOLD) < 0 && !job.faults().has(Fault.GENERATION_STUCK)) {
            agenda.after(generation, () -> {
                if (job.state().equals(rendering)) {
                    conclude(job, rendering);
                }
            });
        }
    }

    /** What is left of a length that began then; one that is held stays held. */
    private Duration left(Instant since, Duration length) {
        Duration passed = Duration.between(since, now());
        return length.compareTo(Span.HOLD) >= 0
                ? length
                : length.compareTo(passed) > 0 ? length.minus(passed) : Duration.ZERO;
    }

    private static @Nullable Failure earlyFailure(Job job) {
        if (!job.wish().lateProblems().isEmpty()) {
            return new Failure(Failure.Kind.INVALID_INPUT, job.wish().lateProblems());
        }
        FaultOrder fault = job.faults().first(Moment.GENERATION);
        return fault == null ? null : Outcomes.beforeRendering(fault.fault());
    }

    private void conclude(Job job, Rendering rendering) {
        FaultOrder fault = job.faults().first(Moment.GENERATION);
        Failure failure = fault == null ? null : Outcomes.afterRendering(fault.fault());
        if (failure != null) {
            end(job, new JobState.Failed(rendering.started(), now(), failure), true);
        } else {
            Film film = archive.film(job, now());
            end(job, new JobState.Succeeded(rendering.started(), now(), film), true);
        }
    }

    private void end(Job job, JobState.Ended state, boolean rendered) {
        boolean wasRendering = job.state() instanceof Rendering;
        BigDecimal charged = state instanceof JobState.Succeeded ? job.price() : BigDecimal.ZERO;
        job.account().ended(wasRendering, charged);
        job.entry().ended(state.word(), rendered, charged, state.ended());
        archive.ended(job, now());
        job.become(state);
        if (wasRendering) {
            begin(job.account());
        }
    }
}
