package dev.reelay.api.request;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Cancelling, with what it came to: 200 when it is cancelled, 202 when a provider has it and is asked, 409 when there is
 * nothing left to cancel. Asking again is harmless.
 */
@Path("/v1/requests")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class CancelResource {
    private final CancelRequest cancel;
    private final RequestLinks links;

    CancelResource(CancelRequest cancel, RequestLinks links) {
        this.cancel = cancel;
        this.links = links;
    }

    @POST
    @Path("/{id}/cancel")
    public Response cancel(@PathParam("id") String given) {
        CancelRequest.Done done = cancel.cancel(given);
        Documents.Cancelled document = new Documents.Cancelled(
                done.id(), done.outcome(), done.state().status(), done.detail(), links.status(done.id()));
        return done.stopped()
                ? Response.ok(document).build()
                : Response.accepted(document).build();
    }
}
