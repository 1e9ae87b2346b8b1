package dev.reelay.simulator.studio;

import dev.reelay.simulator.bill.BillEntry;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.catalog.Shot;
import dev.reelay.simulator.fault.JobFaults;
import dev.reelay.simulator.settings.Behaviour;
import dev.reelay.simulator.studio.JobState.Ended;
import dev.reelay.simulator.studio.Submission.Wish;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One accepted submit. Its state is changed by the studio alone, on the event loop. */
public final class Job {
    private final String id;
    private final Submission submission;
    private final Course course;
    private final JobFaults faults;
    private final BillEntry entry;
    private final List<Runnable> watchers = new ArrayList<>(0);
    private JobState state = new JobState.Queued();

    Job(String id, Submission submission, Course course, JobFaults faults, BillEntry entry) {
        this.id = id;
        this.submission = submission;
        this.course = course;
        this.faults = faults;
        this.entry = entry;
    }

    /** What was drawn for the job when it was accepted. */
    public record Course(Instant accepted, long ticket, Duration queue, Duration generation, long bytes) {
        /** The same with another place in the queue. */
        Course joined(long other) {
            return new Course(accepted, other, queue, generation, bytes);
        }
    }

    public String id() {
        return id;
    }

    public ModelCard model() {
        return submission.model();
    }

    public Account account() {
        return submission.account();
    }

    public Shot shot() {
        return submission.shot();
    }

    public Wish wish() {
        return submission.wish();
    }

    public Behaviour behaviour() {
        return submission.behaviour();
    }

    public Instant accepted() {
        return course.accepted();
    }

    public JobFaults faults() {
        return faults;
    }

    public BillEntry entry() {
        return entry;
    }

    public JobState state() {
        return state;
    }

    /** Whether the state never changes again. */
    public boolean ended() {
        return state instanceof Ended;
    }

    /** Jobs ahead in the queue: one's own, and strangers that go away evenly during the queue time. */
    public long position(Instant now) {
        long total = Math.max(1, course.queue().toMillis());
        long left = Math.max(0, total - Duration.between(accepted(), now).toMillis());
        long strangers = Math.ceilDiv(submission.behaviour().timing().ahead() * left, total);
        return account().ahead(course.ticket()) + strangers;
    }

    /** Calls {@code watcher} after each change of the state. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Does {@code work} once the job has ended, at once if it has. */
    public void whenEnded(Runnable work) {
        if (ended()) {
            work.run();
        } else {
            watch(() -> {
                if (ended()) {
                    work.run();
                }
            });
        }
    }

    /** What the job costs when it succeeds. */
    public BigDecimal price() {
        return submission.price();
    }

    public Course course() {
        return course;
    }

    void become(JobState next) {
        state = next;
        List.copyOf(watchers).forEach(Runnable::run);
    }
}
