package dev.reelay.api.request;

import dev.reelay.api.problem.ReadBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/**
 * Where a person says what became of an attempt whose outcome is unknown. 200 with what it comes to, 409 when there is
 * nothing to settle; saying the same again is harmless.
 */
@Path("/v1/requests")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SettleResource {
    private final ReadBody body;
    private final SettleRequest settle;
    private final RequestLinks links;

    SettleResource(ReadBody body, SettleRequest settle, RequestLinks links) {
        this.body = body;
        this.settle = settle;
        this.links = links;
    }

    @POST
    @Path("/{id}/attempts/{number}/settle")
    public Documents.Settled settle(@PathParam("id") String id, @PathParam("number") String attempt, InputStream sent) {
        SettleRequest.Done done = settle.settle(id, attempt, body.json(sent));
        return new Documents.Settled(
                done.id(),
                done.attempt(),
                done.outcome(),
                done.state().status(),
                done.detail(),
                links.status(done.id()));
    }
}
