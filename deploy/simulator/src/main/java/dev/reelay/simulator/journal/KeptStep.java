package dev.reelay.simulator.journal;

import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import dev.reelay.simulator.studio.PastJob.End;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a job has come: when rendering began, and its end; neither while it waits. */
record KeptStep(
        String job, @Nullable Instant began, @Nullable End end) {
    static KeptStep of(Job job) {
        return switch (job.state()) {
            case JobState.Queued queued -> new KeptStep(job.id(), null, null);
            case JobState.Rendering rendering -> new KeptStep(job.id(), rendering.started(), null);
            case JobState.Succeeded done ->
                new KeptStep(
                        job.id(),
                        done.started(),
                        new End(done.ended(), done.film().name(), null));
            case JobState.Failed failed ->
                new KeptStep(
                        job.id(),
                        failed.started(),
                        new End(failed.ended(), null, failed.failure().kind()));
            case JobState.Cancelled cancelled ->
                new KeptStep(job.id(), cancelled.started(), new End(cancelled.ended(), null, null));
        };
    }
}
