package dev.reelay.simulator.studio;

import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.fault.JobFaults;
import dev.reelay.simulator.studio.JobState.Rendering;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job of an earlier run: what was drawn for it, and how far it had come when that run ended. */
public record PastJob(
        String id,
        Job.Course course,
        JobFaults faults,
        @Nullable Instant began,
        @Nullable End end) {
    /** When it ended, with the name of its film, or with what failed; neither when it was cancelled. */
    public record End(Instant at, @Nullable String film, Failure.@Nullable Kind failure) {
        JobState.Ended of(Job job, @Nullable Rendering before, Archive archive) {
            Instant began = before == null ? null : before.started();
            if (film != null && began != null) {
                return new JobState.Succeeded(began, at, archive.film(job, film, at));
            }
            return failure == null
                    ? new JobState.Cancelled(began, at)
                    : new JobState.Failed(began, at, new Failure(failure, problems(failure, job)));
        }

        private static List<InputProblem> problems(Failure.Kind failure, Job job) {
            return failure == Failure.Kind.INVALID_INPUT ? job.wish().lateProblems() : List.of();
        }
    }
}
