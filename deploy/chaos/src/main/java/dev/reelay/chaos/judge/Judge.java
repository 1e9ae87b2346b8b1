package dev.reelay.chaos.judge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds a run against the promises: the bill against the ledger, requests against their ends, objects against bytes. */
public final class Judge {
    private final Facts facts;
    private final Map<UUID, List<Facts.Attempt>> attempts;
    private final Map<String, List<Facts.Job>> jobsByPrompt;

    private Judge(Facts facts) {
        this.facts = facts;
        this.attempts = facts.attempts().stream().collect(groupingBy(Facts.Attempt::generation));
        this.jobsByPrompt = facts.jobs().stream().collect(groupingBy(Facts.Job::prompt));
    }

    /** Every promise with its figure, in the order of their weight. */
    public static List<Check> judge(Facts facts) {
        Judge judge = new Judge(facts);
        return List.of(
                judge.paidOnce(),
                judge.jobsHaveAttempts(),
                judge.attemptsHaveJobs(),
                judge.centsAgree(),
                judge.nothingLost(),
                judge.oneEndTold(),
                Renders.areKept(facts),
                Renders.areTheProviders(facts),
                judge.nothingHeldBack());
    }

    /** The requests for which a provider accepted more than their policy allows. */
    public static List<UUID> boughtBeyondPolicy(Facts facts) {
        Judge judge = new Judge(facts);
        return facts.generations().stream()
                .filter(judge::isBeyondPolicy)
                .map(Facts.Generation::id)
                .toList();
    }

    private Check paidOnce() {
        List<String> broken = facts.generations().stream()
                .filter(this::isBeyondPolicy)
                .map(generation -> jobs(generation).size() + " jobs for " + generation.id() + ", whose policy is "
                        + generation.onUnknown())
                .toList();
        long again = facts.generations().stream()
                .filter(generation -> jobs(generation).stream()
                                .filter(job -> !hasFailedFree(job))
                                .count()
                        > 1)
                .count();
        return new Check(
                "no render beyond what the policy allows",
                facts.jobs().size() + " jobs accepted, " + again + " requests bought again by their policy",
                broken);
    }

    private boolean isBeyondPolicy(Facts.Generation generation) {
        long unknown = generation.onUnknown().equals("resubmit")
                ? attempts(generation.id()).stream()
                        .filter(attempt -> attempt.doubted() || attempt.mayOwe())
                        .count()
                : 0;
        return jobs(generation).stream().filter(job -> !hasFailedFree(job)).count() > 1 + unknown;
    }

    /** What a provider took, did not render and does not bill, so that another could be asked. */
    private boolean hasFailedFree(Facts.Job job) {
        return job.isFree() && job.state().equals("failed");
    }

    /** A job that no attempt names must be one that the ledger says it cannot name. */
    private Check jobsHaveAttempts() {
        Set<String> named = new HashSet<>();
        facts.attempts().stream()
                .map(Facts.Attempt::job)
                .filter(Objects::nonNull)
                .forEach(named::add);
        List<String> broken = new ArrayList<>();
        int unnamed = 0;
        Map<String, UUID> byPrompt = facts.generations().stream()
                .collect(toMap(Facts.Generation::prompt, Facts.Generation::id, (one, other) -> one));
        for (Map.Entry<String, List<Facts.Job>> entry : jobsByPrompt.entrySet()) {
            List<Facts.Job> strangers = entry.getValue().stream()
                    .filter(job -> !named.contains(job.id()))
                    .toList();
            List<Facts.Attempt> tried = attempts(byPrompt.get(entry.getKey()));
            long owed = tried.stream().filter(Facts.Attempt::mayOwe).count();
            long failed = tried.stream().filter(Facts.Attempt::failedUnnamed).count();
            long free = strangers.stream().filter(Facts.Job::isFree).count();
            unnamed += strangers.size();
            if (strangers.size() - Math.min(free, failed) > owed) {
                broken.add(strangers.size() + " jobs of '" + entry.getKey() + "' without an attempt, " + owed
                        + " may be owed by the ledger");
            }
        }
        return new Check(
                "every job has its attempt", unnamed + " jobs stand for attempts whose outcome is unknown", broken);
    }

    private Check attemptsHaveJobs() {
        Map<String, Facts.Job> jobs =
                facts.jobs().stream().collect(toMap(Facts.Job::id, Function.identity(), (one, other) -> one));
        Set<String> seen = new HashSet<>();
        List<String> broken = new ArrayList<>();
        for (Facts.Attempt attempt : facts.attempts()) {
            if (attempt.job() != null && !jobs.containsKey(attempt.job())) {
                broken.add("attempt " + attempt.id() + " names a job that nobody accepted: " + attempt.job());
            } else if (attempt.job() != null && !seen.add(attempt.job())) {
                broken.add("two attempts name the job " + attempt.job());
            } else if (attempt.job() == null && Set.of("ACCEPTED", "SUCCEEDED").contains(attempt.state())) {
                broken.add("attempt " + attempt.id() + " is " + attempt.state() + " and names no job");
            } else if ("timeout".equals(attempt.errorClass()) && Renders.isRendered(jobs.get(attempt.job()))) {
                broken.add("attempt " + attempt.id() + " was given up, and its job was rendered: " + attempt.job());
            }
        }
        return new Check("every accepted attempt has its job", seen.size() + " attempts name theirs", broken);
    }

    /** What the ledger knows that each render cost is what the provider charges for it. */
    private Check centsAgree() {
        Map<String, Facts.Attempt> byJob = facts.attempts().stream()
                .filter(attempt -> attempt.job() != null)
                .collect(toMap(attempt -> String.valueOf(attempt.job()), Function.identity(), (one, other) -> one));
        BigDecimal billed = BigDecimal.ZERO;
        BigDecimal known = BigDecimal.ZERO;
        BigDecimal unknown = BigDecimal.ZERO;
        BigDecimal open = BigDecimal.ZERO;
        List<String> broken = new ArrayList<>();
        for (Facts.Job job : facts.jobs()) {
            Facts.Attempt attempt = byJob.get(job.id());
            billed = billed.add(job.charged());
            if (attempt == null) {
                unknown = unknown.add(job.charged());
            } else if (attempt.charge() == null) {
                open = open.add(job.charged());
            } else {
                known = known.add(attempt.charge());
                if (attempt.charge().compareTo(job.charged()) != 0) {
                    broken.add(
                            "job " + job.id() + " is billed " + job.charged() + ", the ledger has " + attempt.charge());
                }
            }
        }
        String figure = "billed %s = %s charged in the ledger + %s of jobs that it cannot name + %s that it leaves open"
                .formatted(billed, known, unknown, open);
        if (billed.compareTo(known.add(unknown).add(open)) != 0) {
            broken.add(figure);
        }
        return new Check("ledger and bill agree to the cent", figure, broken);
    }

    private Check nothingLost() {
        Map<UUID, Facts.Generation> rows =
                facts.generations().stream().collect(toMap(Facts.Generation::id, Function.identity()));
        List<String> broken = new ArrayList<>();
        for (UUID request : facts.accepted()) {
            Facts.Generation row = rows.get(request);
            if (row == null) {
                broken.add(request + " was accepted and is gone");
            }
        }
        List<Facts.Generation> open = facts.generations().stream()
                .filter(row -> !row.ended() && !facts.isHeld(row))
                .toList();
        open.forEach(row -> broken.add(row.id() + " has no end: " + row.state() + ", attempts "
                + attempts(row.id()).stream().map(Facts.Attempt::state).toList()));
        long held = facts.generations().stream().filter(facts::isHeld).count();
        return new Check(
                "no request without an end",
                facts.accepted().size() + " accepted, " + broken.size() + " lost, " + held + " held for a person",
                broken);
    }

    private Check oneEndTold() {
        Map<UUID, List<Facts.Told>> told = facts.told().stream().collect(groupingBy(Facts.Told::generation));
        List<String> broken = new ArrayList<>();
        long repeated = 0;
        for (Facts.Generation row : facts.generations()) {
            List<Facts.Told> ends = told.getOrDefault(row.id(), List.of());
            List<Facts.Told> distinct = ends.stream().distinct().toList();
            repeated += ends.size() - distinct.size();
            String wanted = "dev.reelay.generation." + row.state().toLowerCase(Locale.ROOT) + ".v1";
            if (row.ended() && distinct.size() != 1) {
                broken.add(row.id() + " ended " + row.state() + " and was told " + distinct);
            } else if (row.ended() && !distinct.getFirst().type().equals(wanted)) {
                broken.add(row.id() + " ended " + row.state() + " and was told " + distinct);
            } else if (!row.ended() && !ends.isEmpty()) {
                broken.add(row.id() + " has not ended and was told " + distinct);
            }
        }
        return new Check(
                "one terminal event each", told.size() + " told, " + repeated + " repeated with their id", broken);
    }

    private Check nothingHeldBack() {
        List<String> broken = new ArrayList<>();
        facts.attempts().stream()
                .filter(attempt -> attempt.holdsSlot() || attempt.open())
                .sorted(Comparator.comparing(Facts.Attempt::id))
                .forEach(attempt -> broken.add("attempt " + attempt.id() + " is " + attempt.state()
                        + (attempt.holdsSlot() ? " and holds a slot" : " and open")));
        if (facts.waiting() > 0) {
            broken.add(facts.waiting() + " rows still wait");
        }
        broken.addAll(facts.budgetsOff());
        return new Check("slots and holds back at zero", broken.size() + " left", broken);
    }

    private List<Facts.Job> jobs(Facts.Generation generation) {
        return jobsByPrompt.getOrDefault(generation.prompt(), List.of());
    }

    private List<Facts.Attempt> attempts(@Nullable UUID generation) {
        return generation == null ? List.of() : attempts.getOrDefault(generation, List.of());
    }
}
