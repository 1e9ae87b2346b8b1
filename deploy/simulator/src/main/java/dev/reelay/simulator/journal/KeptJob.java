package dev.reelay.simulator.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.reelay.simulator.bill.BillLine.Received;
import dev.reelay.simulator.catalog.Shot;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.JobFaults;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.PastJob;
import dev.reelay.simulator.studio.Submission.Wish;
import java.util.List;
import java.util.Objects;

/** One accepted submit as the journal has it, the steps that followed folded in; faults in their own spelling. */
public record KeptJob(
        String id, Received received, Wish wish, Shot shot, Job.Course course, List<String> faults, KeptStep step) {
    /** Refuses what a damaged line lacks. */
    public KeptJob {
        for (Object part : new Object[] {id, received, wish, shot, course, faults, step}) {
            Objects.requireNonNull(part, "a part of a kept job");
        }
    }

    static KeptJob of(Job job) {
        return new KeptJob(
                job.id(),
                job.entry().received(),
                job.wish(),
                job.shot(),
                job.course(),
                job.faults().orders().stream().map(FaultOrder::toString).toList(),
                KeptStep.of(job));
    }

    KeptJob after(KeptStep next) {
        return new KeptJob(id, received, wish, shot, course, faults, next);
    }

    /** Whether its end was written down. */
    @JsonIgnore
    public boolean ended() {
        return step.end() != null;
    }

    /** Whether it was beyond waiting. */
    @JsonIgnore
    boolean began() {
        return step.began() != null || step.end() != null;
    }

    /** What the studio needs to go on with it. */
    public PastJob past() {
        JobFaults carried = new JobFaults(faults.stream().map(FaultOrder::parse).toList());
        return new PastJob(id, course, carried, step.began(), step.end());
    }
}
