package dev.reelay.api.facade.runcomfy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.SubmitOnce;
import dev.reelay.api.problem.ReadBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;

/** RunComfy's Model API, submitting. */
@Path("/runcomfy/v1/models")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class SubmitRunComfyResource {
    private final ReadBody bodies;
    private final SubmitOnce submits;
    private final RunComfyLinks links;

    SubmitRunComfyResource(ReadBody bodies, SubmitOnce submits, RunComfyLinks links) {
        this.bodies = bodies;
        this.submits = submits;
        this.links = links;
    }

    @POST
    @Path("/{model: .+}")
    public ObjectNode submit(@PathParam("model") String model, @Context HttpHeaders headers, InputStream body) {
        UUID id = submits.submit(Ask.bare(Front.RUNCOMFY, model, bodies.json(body)), headers);
        return links.named(id).put("cancel_url", links.to(id, "cancel"));
    }
}
