package dev.reelay.api.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.generation.CancelGeneration;
import dev.reelay.generation.GenerationState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Cancels the caller's own request; asking again is harmless. */
@ApplicationScoped
public class CancelRequest {
    private final CancelGeneration cancel;
    private final Caller caller;

    CancelRequest(CancelGeneration cancel, Caller caller) {
        this.cancel = cancel;
        this.caller = caller;
    }

    /**
     * What came of it.
     *
     * @param stopped whether it has ended; else a provider is asked
     */
    public record Done(UUID id, boolean stopped, String detail) {
        String outcome() {
            return stopped ? "cancelled" : "cancellation_requested";
        }

        GenerationState state() {
            return stopped ? GenerationState.CANCELLED : GenerationState.RUNNING;
        }
    }

    /**
     * Cancels it.
     *
     * @throws ProblemException where there is nothing left to cancel
     */
    public Done cancel(String given) {
        UUID id = FindRequest.parse(given).orElseThrow(FindRequest::unknown);
        return switch (cancel.cancel(caller.tenant().id(), id)) {
            case CANCELLED -> new Done(id, true, "It was with no provider and will go to none.");
            case REQUESTED ->
                new Done(
                        id, false, "A provider has it and is asked to stop; it may still finish, and then it is paid.");
            case LET_GO ->
                new Done(id, true, "It cannot be known whether a provider accepted it; it may be rendered, and paid.");
            case STORED -> throw tooLate("It is rendered and paid; its result is being stored.");
            case ENDED -> throw tooLate("It has ended; its status says how.");
            case UNKNOWN -> throw FindRequest.unknown();
        };
    }

    private static ProblemException tooLate(String detail) {
        return new ProblemException(Problem.of(ProblemType.NOT_CANCELLABLE, detail));
    }
}
