package dev.reelay.api.facade.wavespeed;

import dev.reelay.api.facade.Tickets;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Where the bytes go that a ticket is for. */
@Path("/wavespeed/uploads/{token}")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class MediaBytesResource {
    private final Tickets tickets;

    MediaBytesResource(Tickets tickets) {
        this.tickets = tickets;
    }

    @PUT
    public Response take(@PathParam("token") String token, InputStream bytes) {
        tickets.take(token, bytes);
        return Response.ok().build();
    }
}
