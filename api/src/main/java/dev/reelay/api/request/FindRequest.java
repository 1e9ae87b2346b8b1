package dev.reelay.api.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadGenerations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Finds the caller's own request; what is no id, unknown, or another tenant's is all the same 404. */
@ApplicationScoped
public class FindRequest {
    private final ReadGenerations generations;
    private final Caller caller;

    FindRequest(ReadGenerations generations, Caller caller) {
        this.generations = generations;
        this.caller = caller;
    }

    /** The request with this id, or the end of the HTTP request with 404. */
    public Generation find(String id) {
        return parse(id)
                .flatMap(known -> generations.find(caller.tenant().id(), known))
                .orElseThrow(FindRequest::unknown);
    }

    /** Any id in its one spelling; empty when it is none. */
    public static Optional<UUID> parse(String id) {
        try {
            UUID parsed = UUID.fromString(id);
            return parsed.toString().equalsIgnoreCase(id) ? Optional.of(parsed) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_REQUEST, "Your tenant has no request with this id."));
    }
}
