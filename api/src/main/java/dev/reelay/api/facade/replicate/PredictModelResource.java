package dev.reelay.api.facade.replicate;

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

/** Replicate's predictions by a model that the address names. */
@Path("/replicate/v1/models/{model: .+}/predictions")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class PredictModelResource {
    private final MakePrediction make;

    PredictModelResource(MakePrediction make) {
        this.make = make;
    }

    @POST
    public Response predict(@PathParam("model") String model, @Context HttpHeaders headers, InputStream body) {
        return make.make(model, headers, body);
    }
}
