package dev.reelay.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.audit.Act;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.SettleUnknown;
import dev.reelay.request.ReadSettlement;
import dev.reelay.request.Settlement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Takes a person's word for what became of an attempt whose outcome is unknown; saying the same again is harmless. */
@ApplicationScoped
public class SettleRequest {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,4}");

    private final SettleUnknown settle;
    private final Caller caller;
    private final Audit audit;

    SettleRequest(SettleUnknown settle, Caller caller, Audit audit) {
        this.settle = settle;
        this.caller = caller;
        this.audit = audit;
    }

    /** What it comes to. */
    public record Done(UUID id, int attempt, String outcome, GenerationState state, String detail) {}

    /**
     * Settles it.
     *
     * @throws ProblemException where there is nothing to settle, or not in this way
     */
    public Done settle(String given, String attempt, JsonNode said) {
        Settlement settlement = read(said);
        UUID id = FindRequest.parse(given).orElseThrow(FindRequest::unknown);
        if (!NUMBER.matcher(attempt).matches()) {
            throw unknownAttempt();
        }
        int number = Integer.parseInt(attempt);
        SettleUnknown.Settled settled = audit.keeping(
                Act.ATTEMPT_SETTLED,
                id + "/" + number,
                said,
                () -> settle.settle(caller.tenant().id(), id, number, settlement),
                result -> result.verdict() == SettleUnknown.Verdict.DONE);
        refuse(settled.verdict());
        GenerationState now = settled.state() == null ? GenerationState.RUNNING : settled.state();
        return new Done(id, number, settlement.outcome().wire(), now, detail(settlement, now));
    }

    private static void refuse(SettleUnknown.Verdict verdict) {
        switch (verdict) {
            case DONE, REPEATED -> {}
            case UNKNOWN_REQUEST -> throw FindRequest.unknown();
            case UNKNOWN_ATTEMPT -> throw unknownAttempt();
            case NOT_UNKNOWN ->
                throw refused("The outcome of this attempt is known; the request tells its state.", List.of());
            case NOT_HELD ->
                throw refused(
                        "The request does not wait for this attempt: it has ended, or goes on with another. Only "
                                + "`accepted` can be said of it.",
                        List.of(Problem.Fault.at("/outcome", "can only be accepted here")));
            case TAKEN ->
                throw refused(
                        "Another attempt holds the request that the provider has under this id.",
                        List.of(Problem.Fault.at("/provider_request_id", "belongs to another attempt")));
            case NOTHING_TO_ASK ->
                throw refused(
                        "This provider answers a submit with the result itself; nothing can be asked for again.",
                        List.of(Problem.Fault.at("/outcome", "can only be resubmit or fail here")));
        }
    }

    private static Settlement read(JsonNode said) {
        return switch (ReadSettlement.read(said)) {
            case ReadSettlement.Result.Fine fine -> fine.settlement();
            case ReadSettlement.Result.Wrong wrong ->
                throw new ProblemException(Problem.violations(
                        ProblemType.INVALID_REQUEST,
                        "Nothing was settled. Mend what is listed and send it again.",
                        wrong.violations()));
        };
    }

    private static String detail(Settlement settlement, GenerationState now) {
        return switch (settlement.outcome()) {
            case RESUBMIT ->
                now.ended()
                        ? "It has ended and is not submitted again: it was cancelled, or its deadline has passed."
                        : "It is submitted once more when its turn comes.";
            case FAIL -> "It has failed. Should a result turn up after all, it is kept and announced.";
            case ACCEPTED ->
                now.ended()
                        ? "The provider is asked for it. The request stays ended; its result is kept and announced."
                        : "The provider is asked for it, and the request goes on.";
        };
    }

    private static ProblemException refused(String detail, List<Problem.Fault> faults) {
        return new ProblemException(Problem.of(ProblemType.NOT_SETTLEABLE, detail, faults));
    }

    private static ProblemException unknownAttempt() {
        return new ProblemException(Problem.of(
                ProblemType.UNKNOWN_ATTEMPT, "The request has no attempt of this number; they count from 1."));
    }
}
