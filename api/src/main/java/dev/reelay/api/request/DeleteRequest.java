package dev.reelay.api.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.audit.Act;
import dev.reelay.retention.DeleteGeneration;
import dev.reelay.retention.DeleteGeneration.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Deletes the caller's own request that has ended: its text and its files, for good. */
@ApplicationScoped
public class DeleteRequest {
    private final DeleteGeneration generations;
    private final Audit audit;

    DeleteRequest(DeleteGeneration generations, Audit audit) {
        this.generations = generations;
        this.audit = audit;
    }

    /**
     * Deletes it.
     *
     * @throws ProblemException where there is none, or something may still come of it
     */
    public void delete(String given) {
        UUID id = FindRequest.parse(given).orElseThrow(FindRequest::unknown);
        Verdict verdict = audit.keeping(
                Act.REQUEST_DELETED,
                id.toString(),
                JsonNodeFactory.instance.objectNode(),
                () -> generations.delete(audit.caller().tenant().id(), id),
                Verdict.DELETED::equals);
        switch (verdict) {
            case DELETED -> generations.removeObjects(id);
            case UNKNOWN -> throw FindRequest.unknown();
            case OPEN ->
                throw not("It has not ended, or something of it is still under way. Cancel it, or wait for its end.");
            case DOUBTFUL -> throw not("It is not known whether one of its attempts was bought. Settle that first.");
            case IN_BATCH -> throw not("Its batch has not ended, and its results are not written yet.");
        }
    }

    private static ProblemException not(String detail) {
        return new ProblemException(Problem.of(ProblemType.NOT_DELETABLE, detail));
    }
}
