package dev.reelay.api.ui.page;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Whoever opens the bare address in a browser wants the pages. */
@Path("/")
class HomeResource {
    @GET
    @NonBlocking
    public Response home() {
        return Response.seeOther(URI.create("/ui")).build();
    }
}
