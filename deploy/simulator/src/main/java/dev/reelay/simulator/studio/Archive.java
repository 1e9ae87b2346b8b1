package dev.reelay.simulator.studio;

import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.settings.Output;
import dev.reelay.simulator.video.ClipLibrary;
import dev.reelay.simulator.video.ResultFile;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All jobs and films that can still be asked for. Jobs whose end is long past, or known to the caller, make room for
 * new ones; ids and link names come from a strong source, whatever the seed. Lives on the event loop.
 */
public final class Archive {
    private final ClipLibrary clips;
    private final int kept;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, Job> films = new HashMap<>();
    private final Deque<Job> ended = new ArrayDeque<>();

    public Archive(ClipLibrary clips, int kept) {
        this.clips = clips;
        this.kept = kept;
    }

    /** The job as its provider would find it: gone when its record has expired or a fault has lost it. */
    public @Nullable Job find(String provider, String id, Instant now) {
        Job job = jobs.get(id);
        return job == null || !job.account().provider().equals(provider) || gone(job, now) ? null : job;
    }

    /** What the provider's history shows of an account, newest first. */
    public List<Job> history(Account account, Instant now) {
        return jobs.values().stream()
                .filter(job -> job.account().equals(account) && !gone(job, now))
                .filter(job -> !job.faults().has(Fault.HISTORY_HIDES))
                .filter(job -> !now.isBefore(
                        job.accepted().plus(job.behaviour().timing().historyDelay())))
                .sorted(Comparator.comparing(Job::accepted).reversed())
                .toList();
    }

    /** The job, whatever its provider would say. */
    public @Nullable Job job(String id) {
        return jobs.get(id);
    }

    /** The job whose film has this name, expired or not. */
    public @Nullable Job ofFilm(String name) {
        return films.get(name);
    }

    void add(Job job) {
        jobs.put(job.id(), job);
    }

    Film film(Job job, Instant now) {
        return film(job, UUID.randomUUID().toString().replace("-", "") + "_output.mp4", now);
    }

    /** The film that was made under this name; its bytes follow from the job. */
    Film film(Job job, String name, Instant made) {
        Output output = job.behaviour().output();
        ResultFile file =
                ResultFile.of(clips, job.shot(), job.id(), job.course().bytes(), made);
        films.put(name, job);
        return new Film(name, file, made.plus(output.linkLifetime()), output.expiredStatus());
    }

    void ended(Job job, Instant now) {
        ended.add(job);
        // Two looks for each job that ends: jobs nobody has asked about yet go to the back and stay.
        for (int looked = 0; ended.size() > kept && looked < 2; looked++) {
            Job oldest = ended.remove();
            if (oldest.entry().settled() || worthless(oldest, now)) {
                forget(oldest);
            } else {
                ended.add(oldest);
            }
        }
    }

    private void forget(Job job) {
        jobs.remove(job.id());
        if (job.state() instanceof JobState.Succeeded succeeded) {
            films.remove(succeeded.film().name());
        }
    }

    private static boolean worthless(Job job, Instant now) {
        return gone(job, now)
                && !(job.state() instanceof JobState.Succeeded done
                        && now.isBefore(done.film().expires()));
    }

    private static boolean gone(Job job, Instant now) {
        if (job.faults().has(Fault.GENERATION_RECORD_GONE)) {
            return true;
        }
        return job.state() instanceof JobState.Ended end
                && (job.faults().has(Fault.GENERATION_RECORD_GONE_WHEN_DONE)
                        || !now.isBefore(
                                end.ended().plus(job.behaviour().timing().recordLifetime())));
    }
}
