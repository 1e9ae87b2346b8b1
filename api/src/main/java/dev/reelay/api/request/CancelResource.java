package dev.reelay.api.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.generation.CancelGeneration;
import dev.reelay.generation.GenerationState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/**
 * Cancelling, with what it came to: 200 when it is cancelled, 202 when a provider has it and is asked, 409 when there is
 * nothing left to cancel. Asking again is harmless.
 */
@Path("/v1/requests")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class CancelResource {
    private final CancelGeneration cancel;
    private final Caller caller;
    private final RequestLinks links;

    CancelResource(CancelGeneration cancel, Caller caller, RequestLinks links) {
        this.cancel = cancel;
        this.caller = caller;
        this.links = links;
    }

    @POST
    @Path("/{id}/cancel")
    public Response cancel(@PathParam("id") String given) {
        UUID id = FindRequest.parse(given).orElseThrow(FindRequest::unknown);
        return switch (cancel.cancel(caller.tenant().id(), id)) {
            case CANCELLED ->
                Response.ok(document(
                                id,
                                "cancelled",
                                GenerationState.CANCELLED,
                                "It was with no provider and will go to none."))
                        .build();
            case REQUESTED ->
                Response.accepted(document(
                                id,
                                "cancellation_requested",
                                GenerationState.RUNNING,
                                "A provider has it and is asked to stop; it may still finish, and then it is paid."))
                        .build();
            case LET_GO ->
                Response.ok(document(
                                id,
                                "cancelled",
                                GenerationState.CANCELLED,
                                "It cannot be known whether a provider accepted it; it may be rendered, and paid."))
                        .build();
            case STORED -> throw tooLate("It is rendered and paid; its result is being stored.");
            case ENDED -> throw tooLate("It has ended; its status says how.");
            case UNKNOWN -> throw FindRequest.unknown();
        };
    }

    private Documents.Cancelled document(UUID id, String outcome, GenerationState state, String detail) {
        return new Documents.Cancelled(id, outcome, state.status(), detail, links.status(id));
    }

    private static ProblemException tooLate(String detail) {
        return new ProblemException(Problem.of(ProblemType.NOT_CANCELLABLE, detail));
    }
}
