package dev.reelay.api.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.request.ReadEnvelope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** Where one asks what would become of a request. */
@Path("/v1/requests")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class EstimateResource {
    private final ReadBody body;
    private final ReadEnvelope envelope;
    private final EstimateRequest estimate;
    private final Caller caller;

    EstimateResource(ReadBody body, ReadEnvelope envelope, EstimateRequest estimate, Caller caller) {
        this.body = body;
        this.envelope = envelope;
        this.estimate = estimate;
        this.caller = caller;
    }

    @POST
    @Path("/estimate")
    public Estimate estimate(InputStream sent) {
        return estimate.estimate(envelope.read(body.json(sent)), caller.tenant());
    }
}
