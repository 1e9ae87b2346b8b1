package dev.reelay.api.facade.replicate;

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

/** Replicate's predictions by a version, which is the id of a model. */
@Path("/replicate/v1/predictions")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class PredictVersionResource {
    private final MakePrediction make;

    PredictVersionResource(MakePrediction make) {
        this.make = make;
    }

    @POST
    public Response predict(@Context HttpHeaders headers, InputStream body) {
        return make.make(null, headers, body);
    }
}
