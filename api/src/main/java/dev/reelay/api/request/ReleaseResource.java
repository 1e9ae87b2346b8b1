package dev.reelay.api.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.audit.Act;
import dev.reelay.quarantine.Quarantine;
import dev.reelay.quarantine.Quarantine.Release;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Where a person says that a request which a quarantine holds is to be bought. 204, and 409 where it is not held. */
@Path("/v1/requests")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ReleaseResource {
    private final Quarantine quarantine;
    private final Audit audit;

    ReleaseResource(Quarantine quarantine, Audit audit) {
        this.quarantine = quarantine;
        this.audit = audit;
    }

    @POST
    @Path("/{id}/release")
    public void release(@PathParam("id") String given) {
        UUID id = FindRequest.parse(given).orElseThrow(FindRequest::unknown);
        Release verdict = audit.keeping(
                Act.REQUEST_RELEASED,
                id.toString(),
                JsonNodeFactory.instance.objectNode(),
                () -> quarantine.release(audit.caller().tenant().id(), id),
                Release.RELEASED::equals);
        switch (verdict) {
            case RELEASED -> {}
            case UNKNOWN -> throw FindRequest.unknown();
            case NOT_HELD ->
                throw new ProblemException(Problem.of(
                        ProblemType.NOT_HELD, "No quarantine holds it; its status tells what it waits for."));
        }
    }
}
