package dev.reelay.api.request;

import dev.reelay.api.problem.ReadBody;
import dev.reelay.request.Draft;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** The short way to ask for a video: the bare input, at the model's own address. */
@Path("/v1/models")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SubmitInputResource {
    private final ReadBody body;
    private final SubmitRequest submit;

    SubmitInputResource(ReadBody body, SubmitRequest submit) {
        this.body = body;
        this.submit = submit;
    }

    @POST
    @Path("/{model: .+}")
    public Response submit(@PathParam("model") String model, @Context HttpHeaders headers, InputStream sent) {
        return submit.submit(Draft.bare(model, body.json(sent)), headers);
    }
}
