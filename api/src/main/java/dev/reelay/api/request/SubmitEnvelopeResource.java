package dev.reelay.api.request;

import dev.reelay.api.problem.ReadBody;
import dev.reelay.request.ReadEnvelope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** The full way to ask for a video: an envelope with the model, its input, and terms. */
@Path("/v1/requests")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SubmitEnvelopeResource {
    private final ReadBody body;
    private final ReadEnvelope envelope;
    private final SubmitRequest submit;

    SubmitEnvelopeResource(ReadBody body, ReadEnvelope envelope, SubmitRequest submit) {
        this.body = body;
        this.envelope = envelope;
        this.submit = submit;
    }

    @POST
    public Response submit(@Context HttpHeaders headers, InputStream sent) {
        return submit.submit(envelope.read(body.json(sent)), headers);
    }
}
