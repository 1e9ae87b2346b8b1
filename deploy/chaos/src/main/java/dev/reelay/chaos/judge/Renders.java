package dev.reelay.chaos.judge;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds what providers rendered against what lies in the bucket. */
final class Renders {
    private Renders() {}

    /** What was rendered for an attempt that can name it is stored, or the ledger says itself that it is lost. */
    static Check areKept(Facts facts) {
        Map<String, Facts.Attempt> byJob = facts.attempts().stream()
                .filter(attempt -> attempt.job() != null)
                .collect(toMap(attempt -> String.valueOf(attempt.job()), Function.identity(), (one, other) -> one));
        Set<UUID> stored = facts.stored().stream().map(Facts.Stored::attempt).collect(toSet());
        List<String> broken = new ArrayList<>();
        int kept = 0;
        int lost = 0;
        for (Facts.Job job : facts.jobs()) {
            Facts.Attempt attempt = byJob.get(job.id());
            if (attempt == null) {
                continue;
            }
            if (stored.contains(attempt.id())) {
                kept++;
            } else if (attempt.isLost()) {
                lost++;
            } else if (isRendered(job)) {
                broken.add("job " + job.id() + " was rendered, and its attempt " + attempt.id() + " is "
                        + attempt.state() + " without an object");
            } else if (!job.isFree() && attempt.owesNothing()) {
                broken.add("job " + job.id() + " is billed " + job.charged() + ", and its attempt " + attempt.id()
                        + " says that nothing is owed");
            }
        }
        return new Check(
                "every render is kept, or said to be lost", kept + " kept, " + lost + " said to be lost", broken);
    }

    static boolean isRendered(Facts.@Nullable Job job) {
        return job != null && job.state().equals("succeeded");
    }

    static Check areTheProviders(Facts facts) {
        Map<UUID, Facts.Attempt> byId =
                facts.attempts().stream().collect(toMap(Facts.Attempt::id, Function.identity()));
        List<String> broken = new ArrayList<>();
        for (Facts.Stored object : facts.stored()) {
            Facts.Attempt attempt = byId.get(object.attempt());
            String served = attempt == null ? null : facts.served().get(String.valueOf(attempt.job()));
            if (!object.sha256().equals(object.found()) || !object.sha256().equals(served)) {
                broken.add(object.key() + ": row " + object.sha256() + ", bucket " + object.found() + ", provider "
                        + served);
            }
        }
        Set<UUID> withObject = new HashSet<>();
        facts.stored().stream()
                .map(object -> byId.get(object.attempt()))
                .filter(Objects::nonNull)
                .forEach(attempt -> withObject.add(attempt.generation()));
        facts.generations().stream()
                .filter(row -> row.state().equals("COMPLETED") && !withObject.contains(row.id()))
                .forEach(row -> broken.add(row.id() + " is completed and has no object"));
        return new Check(
                "every object is what the provider made", facts.stored().size() + " objects read", broken);
    }
}
