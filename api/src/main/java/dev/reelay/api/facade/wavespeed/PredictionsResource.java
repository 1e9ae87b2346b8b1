package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.request.FindRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** WaveSpeed's predictions; both of the addresses that it documents tell the same. */
@Path("/wavespeed/api/v3/predictions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class PredictionsResource {
    private final FindRequest find;
    private final DescribePrediction describe;

    PredictionsResource(FindRequest find, DescribePrediction describe) {
        this.find = find;
        this.describe = describe;
    }

    @GET
    @Path("/{id}")
    public ObjectNode prediction(@PathParam("id") String id) {
        return DescribePrediction.envelope(describe.of(find.find(id)));
    }

    @GET
    @Path("/{id}/result")
    public ObjectNode result(@PathParam("id") String id) {
        return prediction(id);
    }
}
