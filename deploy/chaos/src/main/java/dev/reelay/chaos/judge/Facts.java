package dev.reelay.chaos.judge;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the judge goes by.
 *
 * @param accepted the requests whose callers saw a 202
 * @param served the checksum of each job's file, as the provider made it
 * @param waiting rows that wait for a slot, or that a budget holds
 * @param budgetsOff what budgets count otherwise than the attempts say
 */
public record Facts(
        Set<UUID> accepted,
        List<Generation> generations,
        List<Attempt> attempts,
        List<Stored> stored,
        List<Job> jobs,
        List<Told> told,
        Map<String, String> served,
        long waiting,
        List<String> budgetsOff) {

    /** A request's row; its prompt is its own. */
    public record Generation(UUID id, String prompt, String state, String onUnknown, boolean ended) {}

    /**
     * A row of the ledger.
     *
     * @param number counts the request's attempts from 1
     * @param job the provider's id
     * @param charge what the ledger says that the provider charges; null where it says that nobody knows
     * @param doubted whether its outcome was ever unknown, whatever was found out later
     * @param holdsSlot whether it has no verdict yet, or money is still set aside for it
     * @param open whether a worker still has something to do for it
     */
    public record Attempt(
            UUID id,
            UUID generation,
            int number,
            String state,
            @Nullable String errorClass,
            @Nullable String job,
            @Nullable BigDecimal charge,
            boolean doubted,
            boolean holdsSlot,
            boolean open) {
        private static final Set<String> MAY_COST =
                Set.of("timeout", "submit_outcome_unknown", "cancelled", "internal", "result_lost");

        /** Whether the ledger says itself that the provider may have a job that it cannot name. */
        boolean mayOwe() {
            return job == null && (state.equals("UNKNOWN") || isLost());
        }

        /** Whether it failed at a provider that answers with the result itself, and names a job to nobody. */
        boolean failedUnnamed() {
            return job == null && state.equals("FAILED");
        }

        /** Whether the ledger says that its render was paid for and could not be had. */
        boolean isLost() {
            return "result_lost".equals(errorClass);
        }

        /** Whether the ledger is sure that the provider bills nothing. */
        boolean owesNothing() {
            return Set.of("NOT_SENT", "REFUSED").contains(state)
                    || (state.equals("FAILED") && !MAY_COST.contains(String.valueOf(errorClass)));
        }

        public boolean isUnknown() {
            return state.equals("UNKNOWN");
        }
    }

    /** An artifact: the checksum that its row has, and that of the bytes under its key. */
    public record Stored(UUID attempt, String key, String sha256, String found) {}

    /** A submit that a provider accepted, as its bill has it. */
    public record Job(String id, String prompt, String state, BigDecimal charged) {
        boolean isFree() {
            return charged.signum() == 0;
        }
    }

    /** A record on the topic that tells an end. */
    public record Told(UUID generation, String type, String eventId) {}

    /** What its provider has accepted for a request and no attempt names: what a person finds who looks there. */
    public List<Job> unnamedJobs(Generation generation) {
        return jobs.stream()
                .filter(job -> job.prompt().equals(generation.prompt())
                        && attempts.stream().noneMatch(attempt -> job.id().equals(attempt.job())))
                .toList();
    }

    /** Who waits for a person: the outcome of its last attempt is unknown, and its caller asked to hold it. */
    public boolean isHeld(Generation generation) {
        return !generation.ended()
                && generation.onUnknown().equals("hold")
                && attempts.stream()
                        .filter(attempt -> attempt.generation().equals(generation.id()))
                        .max(Comparator.comparingInt(Attempt::number))
                        .filter(Attempt::isUnknown)
                        .isPresent();
    }
}
